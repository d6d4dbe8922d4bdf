import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a question is answered by: data, after as many reports of progress as it takes. */
export type Answer = (
  query: URLSearchParams,
  signal: AbortSignal,
  progress: (data: object) => void,
) => object | Promise<object>;

/** A running server. */
export interface Served {
  /** Where the page is; who does not know the token in it gets nothing. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a page and answers its questions, to this machine alone and only under a path that begins with a random token.
 * An answer is lines of JSON, the last of which has `done` or `error`.
 */
export async function serve(
  page: () => string | Promise<string>,
  answers: Readonly<Record<string, Answer>>,
): Promise<Served> {
  const token = randomBytes(18).toString('base64url');
  let host = '';
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
    const name = pathname.startsWith(`/${token}/`) ? pathname.slice(token.length + 2) : undefined;
    // A name of somebody else's that leads here (DNS rebinding) is not ours.
    if (request.method !== 'GET' || name === undefined || request.headers.host !== host)
      return finish(response, 404, 'text/plain', 'not here\n');
    if (name === '') return finish(response, 200, 'text/html; charset=utf-8', await page());
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (!answer) return finish(response, 404, 'text/plain', 'not here\n');
    const stop = new AbortController();
    response.on('close', () => stop.abort());
    response.writeHead(200, { 'content-type': 'application/x-ndjson', ...HEADERS });
    const line = (data: object) => response.write(`${JSON.stringify(data)}\n`);
    try {
      line({ done: await answer(searchParams, stop.signal, (progress) => line({ progress })) });
    } catch (error) {
      line({ error: error instanceof Error ? error.message : String(error) });
    }
    response.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/${token}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function finish(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, ...HEADERS }).end(text);
}
