/** The colours of the charts, by Okabe and Ito, which colour-blind readers tell apart; lighter ones on dark pages. */
const LIGHT = {
  ...{ background: '#ffffff', text: '#1f2328', grid: '#d8dee4' },
  ...{ inPlace: '#0072b2', outOfPlace: '#3a8fb7', ordinary: '#00795a', typescript: '#a86400' },
  ...{ hand: '#c04a00', copy: '#656d76' },
};
/** @type {Record<keyof typeof LIGHT, string>} */
const DARK = {
  ...{ background: '#0d1117', text: '#e6edf3', grid: '#30363d' },
  ...{ inPlace: '#56b4e9', outOfPlace: '#8ac7ea', ordinary: '#2fc79a', typescript: '#f0b93a' },
  ...{ hand: '#ff8a5c', copy: '#9198a1' },
};

/** @typedef {keyof typeof LIGHT} Colour the class of an element that is drawn in `currentColor` */

/** @param {Record<string, string>} colours */
const rules = (colours) =>
  Object.entries(colours)
    .map(([name, colour]) => `.${name}{color:${colour}}`)
    .join('');

/**
 * An SVG for light and dark pages.
 * @param {number} width @param {number} height @param {string} title for those who do not see it @param {string} content
 */
export const chart = (width, height, title, content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13">
<style>${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}</style>
<title>${title}</title>
<rect class="background" width="${width}" height="${height}" fill="currentColor"/>
${content}
</svg>
`;
