import { type JobName, jobs, type Progress, type Request } from './jobs.js';

interface Message {
  readonly name: JobName;
  readonly request: Request<JobName>;
}

addEventListener('message', async ({ data: { name, request } }: MessageEvent<Message>) => {
  const job = jobs[name] as (request: unknown) => Iterable<Progress> | AsyncIterable<Progress>;
  try {
    for await (const step of job(request)) postMessage(step);
  } catch (error) {
    reportError(error); // a rejection alone would not reach the page
  }
});
