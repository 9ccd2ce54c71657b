/** The generated parts of docs/accuracy.md. */
import { accuracyTable } from './accuracyTable.mjs';
import { origin } from './blocks.mjs';
import { onnxTable } from './onnxTable.mjs';
import { resultsOf } from './results.mjs';
import { integer } from './table.mjs';

/** @returns {Record<string, string>} */
export function accuracyBlocks() {
  const accuracy = resultsOf('accuracy');
  const onnx = resultsOf('onnx');
  return {
    accuracy: `${accuracyTable(accuracy.functions)}

${integer(accuracy.inputs)} inputs; ${accuracy.versions.join(', ')}.
${origin(accuracy, 'bench:accuracy')}`,
    onnx: `${onnxTable(onnx.functions)}

${integer(onnx.inputs)} random bit patterns, the special values among them; ${onnx.versions.join(', ')}.
${origin(onnx, 'bench:onnx')}`,
  };
}
