/**
 * /api/docs: the OpenAPI document as one page of plain HTML. No script and nothing from elsewhere, so that it works
 * inside a closed network and under the same content policy as every page.
 */
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProblemText } from '../../kernel/violation.js';
import { operationsOf, rolesOf, type Operation, type OperationObject } from './openapi.js';

type Parameter = Extract<NonNullable<OperationObject['parameters']>[number], { name: string }>;
type RequestBody = Extract<OperationObject['requestBody'], { content: object }>;
type Response = Extract<OperationObject['responses'][string], { description: string }>;

export const docsStyle = `
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #8886; }
section { margin: 1.5rem 0; padding: 0.75rem 1rem; border: 1px solid #8886; border-radius: 6px; }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
h3 b { display: inline-block; min-width: 3.5rem; text-transform: uppercase; }
p { margin: 0.4rem 0; }
.roles, .en { color: #767676; }
pre { overflow-x: auto; padding: 0.75rem; background: #8881; border-radius: 4px; font-size: 0.85rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; padding: 0.25rem 0.5rem; vertical-align: top; }
th, td { border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
`.trim();

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

function json(value: unknown): string {
  return `<pre>${escape(JSON.stringify(value, undefined, 2))}</pre>`;
}

function frame(title: string, body: string): string {
  return (
    `<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>${escape(title)}</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<link rel="stylesheet" href="/api/docs/style.css"></head><body>${body}</body></html>`
  );
}

export function renderApiDocs(document: OpenAPIObject): string {
  const groups = new Map<string, Operation[]>();
  for (const one of operationsOf(document)) {
    const name = one.operation.tags?.[0] ?? '';
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const parts = [...groups].map(
    ([name, list]) =>
      `<h2 id="${escape(name)}">${escape(name)}</h2>${list.map((one) => operationPart(one, document)).join('')}`,
  );
  const links = [...groups.keys()].map((name) => `<a href="#${escape(name)}">${escape(name)}</a>`).join(' · ');
  const lead =
    `<h1>${escape(document.info.title)}</h1><p>${escape(document.info.description ?? '')}</p>` +
    '<p>令牌放在 <code>Authorization: Bearer</code> 里；标有 PUBLIC 的不需要令牌。机器可读：<a href="/openapi.json">openapi.json</a></p>' +
    '<p class="en">A token goes into <code>Authorization: Bearer</code>; routes marked PUBLIC need none.</p>' +
    `<nav>${links}</nav>`;
  return frame(`接口说明 · ${document.info.title}`, lead + parts.join(''));
}

function operationPart({ path, method, operation }: Operation, document: OpenAPIObject): string {
  return (
    `<section><h3><b>${method}</b> <code>${escape(path)}</code></h3>` +
    `<p>${escape(operation.summary ?? '')} <span class="en">${escape(operation.description ?? '')}</span></p>` +
    `<p class="roles">可用身份 Roles: ${escape(rolesOf(operation).join(', '))}</p>` +
    `${parameterTable(operation)}${bodyPart(operation, document)}${answerPart(operation, document)}</section>`
  );
}

function parameterTable(operation: OperationObject): string {
  const parameters = (operation.parameters ?? []).filter((one): one is Parameter => 'name' in one);
  if (parameters.length === 0) return '';
  const rows = parameters.map((one) => {
    const required = one.required === true ? '必填 required' : '';
    const cells = [`<code>${escape(one.name)}</code>`, escape(one.in), required, about(one)];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return `<table><tr><th>参数</th><th>位置</th><th></th><th>说明</th></tr>${rows.join('')}</table>`;
}

function about(parameter: Parameter): string {
  const schema: unknown = parameter.schema;
  const given = typeof schema === 'object' && schema !== null ? (schema as Record<string, unknown>) : {};
  const facts = [parameter.description, given['pattern'], given['example']].filter((fact) => typeof fact === 'string');
  return facts.map((fact) => escape(fact)).join('<br>');
}

function bodyPart(operation: OperationObject, document: OpenAPIObject): string {
  const body = operation.requestBody as RequestBody | undefined;
  const schema = body?.content['application/json']?.schema;
  return schema === undefined
    ? ''
    : `<details><summary>提交的内容 Body</summary>${json(resolve(schema, document))}</details>`;
}

function answerPart(operation: OperationObject, document: OpenAPIObject): string {
  const parts = Object.entries(operation.responses).map(([status, response]) => {
    const content = (response as Response).content ?? {};
    const schemas = Object.entries(content).map(
      ([type, media]) =>
        `<p><code>${escape(type)}</code></p>${media.schema === undefined ? '' : json(resolve(media.schema, document))}`,
    );
    return `<details><summary>答复 ${escape(status)}</summary>${schemas.join('')}</details>`;
  });
  return parts.join('');
}

/** One step is enough: what a reference names is shown, not again what that refers to. */
function resolve(schema: object, document: OpenAPIObject): unknown {
  if (!('$ref' in schema) || typeof schema.$ref !== 'string') return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  return document.components?.schemas?.[name] ?? schema;
}

/** /problems/<CODE>: what the address in `type` leads to. Placeholders stay, since no case is at hand. */
export function renderProblemPage(code: string, text: ProblemText, status: number): string {
  const plain = (given: string): string => escape(given.replace(/\{\w+\}/g, '…'));
  return frame(
    code,
    `<h1>${plain(text.zh)}</h1><p>怎么办：${plain(text.remedyZh)}</p>` +
      `<p class="en" lang="en">${plain(text.en)}</p><p class="en" lang="en">${plain(text.remedyEn)}</p>` +
      `<p><code>${escape(code)}</code> (${status})</p>`,
  );
}
