import { expect, test } from 'vitest';
import { planPublication } from '../../../src/deliver/publish/plan.ts';
import { previewPublication } from '../../../src/deliver/publish/preview.ts';
import { input, landed, tip } from './sample.ts';

const folder = 'environments/prod/kong/team-pay/payments/v2';

test('nothing to change shows nothing', () => {
  expect(previewPublication(null, tip())).toBe('');
});

test('new, changed and removed files as a unified diff that git would apply', () => {
  const before = [
    { path: 'kong.yaml', content: 'services: []\nroutes: []\nplugins: []\n' },
    { path: 'old.yaml', content: 'old\n' },
  ];
  const after = [
    { path: 'kong.yaml', content: 'services: []\nroutes: [a]\nplugins: []\n' },
    { path: 'new.yaml', content: 'new' },
  ];
  const published = landed(planPublication(input({ files: before }), tip()), tip());
  const plan = planPublication(input({ files: after }), published);
  const files = previewPublication(plan, published)
    .split(/^(?=--- )/m)
    .filter((patch) => !patch.includes('countersign.lock.json'));
  expect(files.join('')).toBe(`--- a/${folder}/kong.yaml
+++ b/${folder}/kong.yaml
@@ -1,3 +1,3 @@
 services: []
-routes: []
+routes: [a]
 plugins: []
--- /dev/null
+++ b/${folder}/new.yaml
@@ -0,0 +1,1 @@
+new
\\ No newline at end of file
--- a/${folder}/old.yaml
+++ /dev/null
@@ -1,1 +0,0 @@
-old
`);
});
