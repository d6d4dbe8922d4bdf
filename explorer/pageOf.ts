import { readFileSync } from 'node:fs';
import { pageStyle } from './pageStyle.ts';

/**
 * A page that needs nothing but itself: style, script and data are inside, and its policy forbids the browser to fetch
 * anything.
 *
 * @param script which of the built scripts of `page/` draws the data.
 * @throws {Error} if the scripts were not built.
 */
export function pageOf(script: 'report' | 'explore', title: string, data: object): string {
  const code = readFileSync(new URL(`./page/${script}.js`, import.meta.url), 'utf8');
  // The explorer asks the server that it came from, and nobody else.
  const connect = script === 'explore' ? " connect-src 'self';" : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';${connect} style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<div id="page"><noscript>This page is drawn by a script of its own; please allow it to run.</noscript></div>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${code.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}
