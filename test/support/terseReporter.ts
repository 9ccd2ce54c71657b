import { DefaultReporter, type TestCase, type TestModule } from 'vitest/node';

/** Prints the tests that fail and the summary, but no line for a file that passes. Each reason to skip tests gets one line. */
export default class TerseReporter extends DefaultReporter {
  #skipped = new Map<string, number>();

  protected override printTestModule(module: TestModule): void {
    if (!module.ok()) super.printTestModule(module);
  }

  override onTestCaseResult(test: TestCase): void {
    super.onTestCaseResult(test);
    const result = test.result();
    if (result.state !== 'skipped') return;
    const reason = `${this.relative(test.module.moduleId)}: ${result.note ?? 'gives no reason'}`;
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
  }

  override reportTestSummary(...summary: Parameters<DefaultReporter['reportTestSummary']>): void {
    for (const [reason, count] of this.#skipped) this.log(`skipped ${count} in ${reason}`);
    super.reportTestSummary(...summary);
  }
}
