import { createHash } from 'node:crypto';
import { type Markup, markup } from './markup.ts';

/** One self-contained page with one style sheet: nothing is loaded and nothing runs, whatever a contract says. */
export function htmlDocument({
  title,
  style,
  body,
}: {
  readonly title: string;
  readonly style: string;
  readonly body: Markup;
}): string {
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ safe: style }}</style>
</head>
<body>
${body}
</body>
</html>
`.safe;
}
