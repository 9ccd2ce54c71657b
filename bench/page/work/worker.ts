import { type JobName, jobs, type Progress, type Request } from './jobs.js';

interface Message {
  readonly name: JobName;
  readonly request: Request<JobName>;
}

addEventListener('message', ({ data: { name, request } }: MessageEvent<Message>) => {
  const job = jobs[name] as (request: unknown) => Generator<Progress>;
  for (const step of job(request)) postMessage(step);
});
