/**
 * What a wing's doors use of the platform. `docs/doors.md` shows a whole one. Contracts import `contract-parts.js`
 * alone.
 */
export { BodyLimit, BODY_LIMIT_BYTES } from './body-limit.js';
export { Describe, type RouteWords } from './describe.js';
export { ErrorPages, type ErrorPage, type PageProblem } from './error-pages.js';
export { createHttpApp, type HttpAppOptions } from './http-app.js';
export { HttpModule, type HttpParts } from './http.module.js';
export { IdempotencyKey, readIdempotencyKey } from './idempotency-key.js';
export { words } from './issue-words.js';
export { Metrics } from './metrics.js';
export { PLATFORM_ROUTE, PlatformRoute } from './platform-route.js';
export { httpProblems } from './problems.js';
export { renderProblemsDoc, type NamedProblems } from './problems-doc.js';
export { routesOf, type DeclaredRoute } from './routes-of.js';
export { createServiceLog, quietError, SERVICE_LOG, type ServiceLog } from './service-log.js';
export { FileBody, TakesFile, type FileUpload } from './file-body.js';
