async function inWorklet() {
  const context = new OfflineAudioContext(1, 128, 44_100);
  await context.audioWorklet.addModule('./main.js');
  const { port } = new AudioWorkletNode(context, 'place');
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data);
  });
}

Object.assign(globalThis, { outcome: inWorklet() });
