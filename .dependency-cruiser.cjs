// The drawing in src/README.md, enforced. Each comment says where the code belongs instead.
const wing = (name, may) => ({
  name: `wing-${name}`,
  severity: 'error',
  comment: `${name}/ knows ${may.join(', ') || 'nothing'} and itself. What two wings need is a type or a pure helper in model/; what one wing makes for another is handed over by the command.`,
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...may].join('|')})/` },
});

const rooms = (wingName, names, drawn = []) =>
  names.map((room) => {
    const may = [room, ...drawn.filter(([from]) => from === room).map(([, to]) => to)];
    return {
      name: `room-${wingName}-${room}`,
      severity: 'error',
      comment: `Rooms do not know each other: ${wingName}/${room} gets values from the command. Shared types live in model/.`,
      from: { path: `^src/${wingName}/${room}/` },
      to: { path: `^src/${wingName}/`, pathNot: `^src/${wingName}/(${may.join('|')})/` },
    };
  });

const siblings = (folder, allowed = '') => ({
  name: `siblings-${folder.replaceAll('/', '-')}`,
  severity: 'error',
  comment: `Entries of ${folder} do not import each other; what they share is one level up.`,
  from: { path: `^src/${folder}/([^/]+)`, pathNot: `^src/${folder}/(index\\.ts$|define|${allowed || 'define'})` },
  to: { path: `^src/${folder}/`, pathNot: `^src/${folder}/($1|define|${allowed || 'define'})` },
});

const only = (name, fromNot, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^src/', pathNot: fromNot },
  to: { path: to },
});

module.exports = {
  forbidden: [
    wing('model', []),
    wing('gather', ['model']),
    wing('examine', ['model']),
    wing('judge', ['model']),
    wing('deliver', ['model']),
    wing('present', ['model']),
    wing('adapters', ['model']),
    wing('commands', [
      'model',
      'gather',
      'examine',
      'judge',
      'deliver',
      'present/portal',
      'present/report/schemas',
      'present/report/announce',
    ]),
    ...rooms(
      'gather',
      ['workspace', 'contract', 'ruleset', 'history', 'usage'],
      [
        ['history', 'contract'],
        ['usage', 'workspace'],
      ],
    ),
    ...rooms('examine', ['lint', 'diff', 'lifecycle', 'impact']),
    ...rooms('judge', ['policy', 'approval', 'changelog', 'announcing']),
    ...rooms('deliver', ['gateway', 'publish', 'edit', 'announce', 'lifecycle']),
    ...rooms(
      'present',
      ['report', 'portal', 'page'],
      [
        ['report', 'page'],
        ['portal', 'page'],
      ],
    ),
    siblings('commands', 'steps/'),
    siblings('examine/diff/checks'),
    siblings('examine/lifecycle/rules'),
    siblings('examine/lint/functions'),
    siblings('examine/lint/fixes'),
    siblings('deliver/gateway/targets'),
    siblings('present/report/renderers'),
    only(
      'node-only-in-adapters',
      '^src/(adapters|dev)/',
      '^(node:)?(fs|fs/promises|child_process|http|https|http2|net|tls|dns|os|worker_threads|process)$',
      'Only adapters touch the world. Take the port (model/ports.ts) that does it; write a new one in adapters/ where none fits.',
    ),
    only(
      'adapters-only-from-main',
      '^src/(adapters|dev)/|^src/cli/(main|start|worker)\\.ts$',
      '^src/adapters/',
      'cli/main.ts builds the ports; everything else is handed them.',
    ),
    only(
      'spectral-behind-one-file',
      '^src/examine/lint/spectral\\.ts$|^src/examine/lint/engine/document-schemas/|^src/dev/',
      '^node_modules/@stoplight/',
      'Spectral is called in examine/lint/spectral.ts alone; engine/document-schemas/ takes only its compiled validators.',
    ),
    only(
      'redocly-behind-one-room',
      '^src/gather/contract/|^src/dev/',
      '^node_modules/@redocly/',
      'References across files are resolved in gather/contract.',
    ),
    only(
      'git-library-behind-adapter',
      '^src/adapters/',
      '^node_modules/simple-git',
      'git is called through the Git port.',
    ),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or need a third.',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports it: remove it.',
      from: { orphan: true, path: '^src/', pathNot: '^src/(dev/|model/|cli/(main|start|worker)\\.ts)' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'It does not exist.',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
