/** The charts' colours: Okabe and Ito's, which colour-blind readers tell apart; lighter ones where the page is dark. */
export const THEMES = {
  light: {
    ...{ background: '#ffffff', text: '#1f2328', grid: '#d8dee4' },
    ...{
      inPlace: '#0072b2',
      outOfPlace: '#3a8fb7',
      ordinary: '#00795a',
      typescript: '#a86400',
      hand: '#c04a00',
      copy: '#656d76',
    },
  },
  dark: {
    ...{ background: '#0d1117', text: '#e6edf3', grid: '#30363d' },
    ...{
      inPlace: '#56b4e9',
      outOfPlace: '#8ac7ea',
      ordinary: '#2fc79a',
      typescript: '#f0b93a',
      hand: '#ff8a5c',
      copy: '#9198a1',
    },
  },
};

/** @typedef {keyof typeof THEMES} Theme */
export const themes = /** @type {Theme[]} */ (Object.keys(THEMES));
