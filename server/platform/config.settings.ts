import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import {
  choiceOf,
  collectorOf,
  countOf,
  listOf,
  networksOf,
  originOf,
  portOf,
  portOrOff,
  postgresOf,
  secretOf,
  waitsOf,
  wordOf,
} from './config.forms.ts'

/** Where relative paths and defaults start from. */
export interface Bases {
  /** the folder the program was called in */
  readonly cwd: string
  /** the folder of the program itself */
  readonly root: string
}

/** One setting of the environment. The table of all of them is the only list: reading, printing and docs derive from it. */
export interface Setting<Value> {
  readonly name: string
  /** what may be written, for people */
  readonly form: string
  /** the default as people read it */
  readonly fallback: string
  /** never printed, never logged */
  readonly secret?: true
  readonly en: string
  readonly 'zh-CN': string
  /** The value; `text` is undefined when unset or empty. Throws Unfit with what is expected instead. */
  readonly parse: (text: string | undefined, bases: Bases) => Value
}

export const settings = {
  port: setting({
    name: 'PORT',
    form: '0–65535',
    fallback: '4400',
    en: 'Port of the web page and the API. 0 takes any free one.',
    'zh-CN': '网页和 API 的端口。0 表示任选空闲端口。',
    parse: (text) => portOf(text ?? '4400'),
  }),
  host: setting({
    name: 'HOST',
    form: 'address',
    fallback: '127.0.0.1',
    en: 'Address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 is every network: put a proxy with TLS before it.',
    'zh-CN': '监听地址。127.0.0.1 仅限本机；0.0.0.0 表示所有网络，此时应在前面放置带 TLS 的反向代理。',
    parse: (text) => wordOf(text ?? '127.0.0.1', 'a host name or address'),
  }),
  publicUrl: setting({
    name: 'AMENDS_PUBLIC_URL',
    form: 'http(s)://…',
    fallback: 'http://HOST:PORT',
    en: 'The address people open in the browser. Links in mail and the check of where requests come from use it.',
    'zh-CN': '用户在浏览器中打开的地址。邮件中的链接和请求来源检查以此为准。',
    parse: (text) => (text === undefined ? null : originOf(text)),
  }),
  trustProxy: setting({
    name: 'AMENDS_TRUST_PROXY',
    form: 'addresses, comma between',
    fallback: '(none)',
    en: 'Proxies whose X-Forwarded-For is believed: addresses, networks (10.0.0.0/8) or "loopback".',
    'zh-CN': '可信反向代理（采信其 X-Forwarded-For）：地址、网段（10.0.0.0/8）或 “loopback”。',
    parse: (text) => (text === undefined ? false : listOf(text)),
  }),
  requestsPerMinute: setting({
    name: 'AMENDS_REQUESTS_PER_MINUTE',
    form: '60–1000000',
    fallback: '6000',
    en: 'Requests one address may send in a minute; more are answered 429.',
    'zh-CN': '单个地址每分钟允许的请求数；超出则返回 429。',
    parse: (text) => countOf(text ?? '6000', 60, 1_000_000),
  }),
  requestsAtOnce: setting({
    name: 'AMENDS_REQUESTS_AT_ONCE',
    form: '2–1000',
    fallback: 'processors + 1',
    en: 'Requests one process works on at the same time. More wait a moment; under lasting overload they are answered 503 with Retry-After.',
    'zh-CN': '单个进程同时处理的请求数。超出的请求短暂等待；持续过载时返回 503 和 Retry-After。',
    parse: (text) => countOf(text ?? String(availableParallelism() + 1), 2, 1_000),
  }),
  workspaceRequestsPerSecond: setting({
    name: 'AMENDS_WORKSPACE_REQUESTS_PER_SECOND',
    form: '1–100000',
    fallback: '200',
    en: 'Requests a second one workspace may send to one process, on the average of two seconds; more are answered 429 with Retry-After.',
    'zh-CN': '单个工作区每秒可向单个进程发送的请求数（按两秒平均）；超出则返回 429 和 Retry-After。',
    parse: (text) => countOf(text ?? '200', 1, 100_000),
  }),
  databaseUrl: setting({
    name: 'DATABASE_URL',
    form: 'postgres://…/name',
    fallback: '(built-in PostgreSQL)',
    secret: true,
    en: 'A PostgreSQL (15 or newer) of your own. The login must own the database; requests are served by the role amends_app. A primary and its standbys: postgres://login@one:5432,two:5432/name, of which the one that takes changes is used.',
    'zh-CN':
      '使用自备的 PostgreSQL（15 或更新）。登录角色须为数据库所有者；请求由角色 amends_app 处理。主库与备库可一并写出：postgres://login@one:5432,two:5432/name，系统自动使用可写入的那一个。',
    parse: (text) => (text === undefined ? null : postgresOf(text)),
  }),
  databaseConnections: setting({
    name: 'AMENDS_DATABASE_CONNECTIONS',
    form: '2–500',
    fallback: '20',
    en: 'Most database connections one process holds for its work.',
    'zh-CN': '单个进程用于业务的数据库连接数上限。',
    parse: (text) => countOf(text ?? '20', 2, 500),
  }),
  heapMegabytes: setting({
    name: 'AMENDS_HEAP_MB',
    form: '128–65536',
    fallback: '320',
    en: 'Most memory in MB that the JavaScript of one process may hold; a process takes about 100 MB more beside it. Raise it only when the log says that memory ran out.',
    'zh-CN': '单个进程的 JavaScript 内存上限（MB）；进程总内存约再多 100 MB。仅当日志提示内存不足时才需调大。',
    parse: (text) => countOf(text ?? '320', 128, 65_536),
  }),
  dataFolder: setting({
    name: 'AMENDS_DATA',
    form: 'folder',
    fallback: '.amends beside the program',
    en: 'Folder for attachments, the secret and the built-in database. Back it up. A relative path counts from the current folder.',
    'zh-CN': '存放附件、密钥和内置数据库的文件夹，请定期备份。相对路径以当前文件夹为准。',
    parse: (text, { cwd, root }) => (text === undefined ? resolve(root, '.amends') : resolve(cwd, text)),
  }),
  secret: setting({
    name: 'AMENDS_SECRET',
    form: '32 characters or more',
    fallback: 'made at the first start, kept in AMENDS_DATA/secret',
    secret: true,
    en: 'Key from which reply tokens and stored passwords of mailboxes are protected. The same for all processes; losing it breaks both.',
    'zh-CN': '用于保护回复令牌和邮箱密码的密钥。所有进程必须一致；丢失后二者均失效。',
    parse: (text) => (text === undefined ? null : secretOf(text)),
  }),
  oldSecret: setting({
    name: 'AMENDS_SECRET_OLD',
    form: '32 characters or more',
    fallback: 'none',
    secret: true,
    en: 'The AMENDS_SECRET before this one, while what it protected still counts. After setting both, run `npx amends secret rotate` (docs/security.md).',
    'zh-CN':
      '更换前的 AMENDS_SECRET；在旧密钥保护的内容仍需有效期间保留。两者设好后请运行 `npx amends secret rotate`（见 docs/security.md）。',
    parse: (text) => (text === undefined ? null : secretOf(text)),
  }),
  mailHost: setting({
    name: 'AMENDS_MAIL_HOST',
    form: 'address',
    fallback: '127.0.0.1',
    en: 'Address on which the built-in mail receiver listens.',
    'zh-CN': '内置收信服务的监听地址。',
    parse: (text) => wordOf(text ?? '127.0.0.1', 'a host name or address'),
  }),
  smtpPort: setting({
    name: 'AMENDS_SMTP_PORT',
    form: '0–65535 or off',
    fallback: '2525',
    en: 'Port of the built-in SMTP receiver. 0 takes any free one; off does not listen.',
    'zh-CN': '内置 SMTP 收信端口。0 表示任选空闲端口；off 表示不监听。',
    parse: (text) => portOrOff(text ?? '2525'),
  }),
  lmtpPort: setting({
    name: 'AMENDS_LMTP_PORT',
    form: '0–65535 or off',
    fallback: '2424',
    en: 'Port of the built-in LMTP receiver, for a mail server to hand mail over. 0 takes any free one; off does not listen.',
    'zh-CN': '内置 LMTP 收信端口，供邮件服务器投递。0 表示任选空闲端口；off 表示不监听。',
    parse: (text) => portOrOff(text ?? '2424'),
  }),
  mailNetworks: setting({
    name: 'AMENDS_MAIL_NETWORKS',
    form: 'networks, comma between, or none',
    fallback: 'loopback,private',
    en: 'Networks besides the public internet where mailboxes may have their mail servers: loopback, private, or networks such as 10.1.0.0/16. Where strangers administer workspaces: none. Link-local, metadata and multicast addresses are refused always.',
    'zh-CN':
      '除公网外，渠道的邮件服务器可位于哪些网络：loopback、private，或如 10.1.0.0/16 的网段。若工作区由外人管理，请设为 none。链路本地、云元数据和组播地址一律拒绝。',
    parse: (text) => networksOf(text ?? 'loopback,private'),
  }),
  sendPatienceSeconds: setting({
    name: 'AMENDS_SEND_PATIENCE_SECONDS',
    form: '1–600',
    fallback: '45',
    en: 'How long a mail server may take for an answer before a letter is tried again later.',
    'zh-CN': '等待外发邮件服务器应答的秒数；超时后稍后重试。',
    parse: (text) => countOf(text ?? '45', 1, 600),
  }),
  sendRetrySeconds: setting({
    name: 'AMENDS_SEND_RETRY_SECONDS',
    form: '1–86400, comma between',
    fallback: '10,30,60,300,900,3600',
    en: 'Waits in seconds between the tries of a letter that a mail server did not take; the last one repeats. After four days it has failed.',
    'zh-CN': '邮件服务器暂不接收时，各次重试之间等待的秒数，最后一个值重复使用；四天后视为发送失败。',
    parse: (text) => waitsOf(text ?? '10,30,60,300,900,3600'),
  }),
  webFolder: setting({
    name: 'AMENDS_WEB_DIR',
    form: 'folder',
    fallback: 'dist/web beside the program, built when stale',
    en: 'A web page built elsewhere; nothing is built when set.',
    'zh-CN': '使用已构建好的网页文件夹；设置后不再自动构建。',
    parse: (text, { cwd }) => (text === undefined ? null : resolve(cwd, text)),
  }),
  healthPort: setting({
    name: 'AMENDS_HEALTH_PORT',
    form: '0–65535 or off',
    fallback: 'off',
    en: 'Port on which a worker (amends worker) answers /healthz, /readyz and /metrics; a server answers them on its own port.',
    'zh-CN': '工作进程（amends worker）提供 /healthz、/readyz 和 /metrics 的端口；服务进程在自身端口上提供。',
    parse: (text) => portOrOff(text ?? 'off'),
  }),
  drainSeconds: setting({
    name: 'AMENDS_DRAIN_SECONDS',
    form: '0–60',
    fallback: '0',
    en: 'How long a server that is told to stop says so at /readyz before it stops listening. Behind a balancer: two of its checks.',
    'zh-CN': '收到停止信号后，先在 /readyz 报告多少秒再停止监听。位于负载均衡之后时，设为其两次检查的间隔。',
    parse: (text) => countOf(text ?? '0', 0, 60),
  }),
  otlpEndpoint: setting({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    form: 'http(s)://…',
    fallback: '(no traces)',
    en: 'OpenTelemetry collector that is sent traces of requests, jobs and database statements by OTLP over HTTP (/v1/traces is added): names and times, no values. OTEL_EXPORTER_OTLP_HEADERS is read too.',
    'zh-CN':
      'OpenTelemetry 收集器地址：以 OTLP/HTTP 发送请求、任务和数据库语句的链路追踪（自动追加 /v1/traces），只含名称和耗时，不含数据。同时读取 OTEL_EXPORTER_OTLP_HEADERS。',
    parse: (text) => (text === undefined ? null : collectorOf(text)),
  }),
  tracePercent: setting({
    name: 'AMENDS_TRACE_PERCENT',
    form: '0–100',
    fallback: '100',
    en: 'How many of a hundred traces are sent, chosen by their id; the same for all processes.',
    'zh-CN': '每一百条链路追踪中发送多少条，按其 ID 选取；所有进程须一致。',
    parse: (text) => countOf(text ?? '100', 0, 100),
  }),
  backupFolder: setting({
    name: 'AMENDS_BACKUP_FOLDER',
    form: 'folder',
    fallback: '(no scheduled backups)',
    en: 'Folder for encrypted backups, best on another disk or machine; one for each installation. See docs/backup.md.',
    'zh-CN': '加密备份的存放文件夹，最好位于另一块磁盘或另一台机器；每套系统使用各自的文件夹。见 docs/backup.md。',
    parse: (text, { cwd }) => (text === undefined ? null : resolve(cwd, text)),
  }),
  backupSecret: setting({
    name: 'AMENDS_BACKUP_SECRET',
    form: '32 characters or more',
    fallback: 'none',
    secret: true,
    en: 'What backups are encrypted with; needed to restore one. Keep it elsewhere too: without it a backup cannot be read by anybody.',
    'zh-CN': '备份的加密密钥，恢复时必需。请另行妥善保管：丢失后任何人都无法读取备份。',
    parse: (text) => (text === undefined ? null : secretOf(text)),
  }),
  backupHours: setting({
    name: 'AMENDS_BACKUP_HOURS',
    form: '1–720',
    fallback: '24',
    en: 'Hours from one scheduled backup to the next. The light turns red when the last one is older than twice that.',
    'zh-CN': '两次定时备份之间的小时数。最近一次备份早于两个周期时，指示灯变红。',
    parse: (text) => countOf(text ?? '24', 1, 720),
  }),
  backupKeep: setting({
    name: 'AMENDS_BACKUP_KEEP',
    form: '1–1000',
    fallback: '14',
    en: 'How many backups stay in the folder; older ones are removed after a new one is whole.',
    'zh-CN': '文件夹中保留的备份份数；新备份完成后删除更早的备份。',
    parse: (text) => countOf(text ?? '14', 1, 1_000),
  }),
  logLevel: setting({
    name: 'AMENDS_LOG_LEVEL',
    form: 'fatal, error, warn, info, debug, trace, silent',
    fallback: 'info; warn when started in a terminal',
    en: 'How much is logged, one JSON object a line on standard output.',
    'zh-CN': '日志详细程度；每行一个 JSON 对象，输出到标准输出。',
    parse: (text) => choiceOf(text ?? 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const),
  }),
}

function setting<Value>(row: Setting<Value>): Setting<Value> {
  return row
}
