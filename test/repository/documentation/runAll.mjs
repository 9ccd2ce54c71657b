import { writeFileSync } from 'node:fs';

/**
 * Runs modules one after another, and writes for each what it threw, or null. In one process, since starting one for each takes longer
 * than all of them together. The first argument is the file that is written.
 */
const [outcomes, ...modules] = process.argv.slice(2);
/** @type {(string | null)[]} */
const thrown = [];
for (const module of modules) {
  try {
    await import(module);
    thrown.push(null);
  } catch (error) {
    thrown.push(error instanceof Error ? `${error.stack}` : String(error));
  }
}
writeFileSync(outcomes, JSON.stringify(thrown));
