/**
 * Builds a small bank in a new folder from `examples/bank` (real git history, a bare GitOps repository beside it) and walks the whole road there
 * with the real commands. Needs Node and git; touches nothing but the new folder, and no network.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const examples = dirname(fileURLToPath(import.meta.url));
const tool = join(examples, '..', 'bin', 'countersign.js');
const story = JSON.parse(readFileSync(join(examples, 'bank', 'story.json'), 'utf8'));

const folder = mkdtempSync(join(tmpdir(), 'countersign-demo-'));
const bank = join(folder, 'bank');
const gateway = join(folder, 'gateway.git');
/** The demo's commits must come out the same everywhere, whatever the machine's own git settings. */
const environment = { ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1' };

buildBank();
walk();
say(`Done. Everything is in ${folder}`);
console.log(`
  bank/          the contracts, with their history (git log), settings, consumers, approvals
  gateway.git/   what a GitOps controller would deploy (git -C gateway.git log -p main)

Try next, in ${bank}:

  node ${tool} explain removal-before-sunset
  node ${tool} diff main:contracts/account-information.yaml feature/tidy-up:contracts/account-information.yaml
  node ${tool} render kong payment-initiation --env prod
`);

function walk() {
  say('A good change: a new operation and an optional field. The pull request is checked.');
  git('switch', '--quiet', 'feature/standing-orders');
  countersign(0, 'check', 'account-information');

  say('It is merged, and published to the test gateway, which asks for no approval.');
  git('switch', '--quiet', 'main');
  commitAs(story.branches[0].commits[0].author, '2026-06-11', () =>
    git('merge', '--quiet', '--no-ff', '--no-edit', 'feature/standing-orders'),
  );
  countersign(0, 'publish', 'account-information', '--env', 'test');

  say('Production asks for somebody who did not write it.');
  countersign(1, 'publish', 'account-information', '--env', 'prod', '--quiet');

  say('Rita Reviewer approves exactly this text, and commits her statement.');
  const rita = { name: 'Rita Reviewer', email: 'rita.reviewer@bank.example' };
  git('config', 'user.name', rita.name);
  git('config', 'user.email', rita.email);
  countersign(0, 'approve', 'account-information', '--comment', 'looked at the new operation with the data office');
  commitAs(rita, '2026-06-15', () => {
    git('add', '.countersign/approvals');
    git('commit', '--quiet', '--message', 'approve: account-information');
  });
  countersign(0, 'publish', 'account-information', '--env', 'prod', '--change-ref', 'CHG0012345', '--quiet');
  show('git', '-C', '../gateway.git', 'log', '--format=%h %an%n%n%B', '--max-count=1', '--stat', 'main');

  say('Publishing again does nothing.');
  countersign(0, 'publish', 'account-information', '--env', 'prod', '--quiet');

  say('A change that breaks two partners is refused, with the reason.');
  git('switch', '--quiet', 'feature/tidy-up');
  countersign(1, 'check', 'account-information');

  say('Ten days before an operation goes away, the register says so.');
  git('switch', '--quiet', 'main');
  countersign(0, 'deprecations', '--today', '2026-09-21');
}

function buildBank() {
  writeFileSync(environment.GIT_CONFIG_GLOBAL, '');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', gateway], { env: environment });
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', bank], { env: environment });
  for (const commit of story.main) replay(commit);
  for (const { name, commits } of story.branches) {
    git('switch', '--quiet', '--create', name, 'main');
    for (const commit of commits) replay(commit);
  }
  git('switch', '--quiet', 'main');
}

function replay({ day, author, message, files }) {
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(bank, path)), { recursive: true });
    cpSync(join(examples, 'bank', source), join(bank, path));
  }
  commitAs(author, day, () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  });
}

function commitAs({ name, email }, day, work) {
  const date = `${day}T09:00:00Z`;
  const own = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
  Object.assign(environment, own);
  work();
  for (const variable of Object.keys(own)) delete environment[variable];
}

function git(...args) {
  execFileSync('git', args, { cwd: bank, env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Runs the tool as a user would, and checks that it ends as the story says. */
function countersign(expected, ...args) {
  const day = args.includes('--today') ? [] : ['--today', story.today];
  const exit = run('countersign', [...args, ...day], process.execPath, [tool]);
  if (exit === expected) return;
  console.log(
    `The demo stops here: this should have ended with exit code ${expected}.\nWhat there is so far is in ${folder}`,
  );
  process.exit(1);
}

function show(command, ...args) {
  run(command, args, command, []);
}

function run(name, args, program, before) {
  const words = args.map((word) => (/^[\w./:=%-]+$/.test(word) ? word : `'${word}'`)).join(' ');
  console.log(`${bold(`$ ${name} ${words}`)}`);
  const { status, error } = spawnSync(program, [...before, ...args], {
    cwd: bank,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error !== undefined) throw error;
  console.log(bold(`exit code ${String(status)}\n`));
  return status;
}

function say(words) {
  console.log(`\n${bold(`# ${words}`)}\n`);
}

function bold(text) {
  return process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text;
}
