/** An assignment's operator, behind the name of a variable. */
const ASSIGNED = String.raw`\s*(?:=(?![=>])|\+\+|--|(?:\*\*|<<|>>>?|\?\?|&&|\|\||[-+*/%&|^])=)`;

/** Whether a name is given a value anywhere but in its declaration. Where in doubt, it is. @param {string} code @param {string} name */
function isReassigned(code, name) {
  const word = String.raw`(?<![.\w$])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`;
  const assignments = code.match(new RegExp(`${word}${ASSIGNED}`, 'g')) ?? [];
  // esbuild prints each statement on a line of its own.
  const destructured = new RegExp(String.raw`^\s*\(?[[{][^\]}=\n]*${word}[^\]}=\n]*[\]}]\s*=(?!=)`, 'm');
  return assignments.length > 1 || new RegExp(String.raw`(?:\+\+|--)${word}`).test(code) || destructured.test(code);
}

/**
 * A bundle of esbuild, whose variables at the top are constants again. esbuild declares them all with `var`, and V8 does not take the value
 * of a `var` for known: the twins, which work on typed arrays in such variables, took up to 2.4 times as long
 * (`npm run bench:versions -- --backend js`, softsign and its gradient, Node 20).
 * @param {string} code not minified
 */
export function withConstants(code) {
  return code.replace(/^var (\{[^}=]*\}|\[[^\]=]*\]|[\w$]+) = /gm, (declaration, pattern) => {
    const names = /** @type {string} */ (pattern).replace(/[\w$]+: /g, '').match(/[\w$]+/g) ?? [];
    return names.some((name) => isReassigned(code, name)) ? declaration : declaration.replace('var', 'const');
  });
}
