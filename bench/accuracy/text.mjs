/** A number for the results: JSON has no NaN, infinities and -0. @param {number} value */
export const text = (value) => (Object.is(value, -0) ? '-0' : String(value));
