/**
 * Serves the sample pages as the portal would, with its headers, for a browser.
 *
 * One thing is added: a stylesheet with a Chinese font from the packages, since a bare machine has none. Readers'
 * devices have their own, so the product ships no font for the screen.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { assetAnswer, contentSecurityPolicy, pageAnswer, type PageAnswer } from '../../src/portal/page-answer.js';
import { assets } from '../../src/portal/style/assets.js';
import { samplePages } from './sample-pages.js';

const fontFiles = {
  '/test-400.ttf': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '/test-700.ttf': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;

const fontSheet = [400, 700]
  .map(
    (weight) =>
      `@font-face { font-family: "Noto Sans SC"; font-weight: ${weight}; font-display: block; ` +
      `src: url(/test-${weight}.ttf); }`,
  )
  .join('\n');

async function fontBytes(path: string): Promise<Buffer | null> {
  if (path !== '/test-400.ttf' && path !== '/test-700.ttf') return null;
  return await readFile(createRequire(import.meta.url).resolve(fontFiles[path]));
}

function textAnswer(url: URL): PageAnswer | null {
  if (url.pathname === '/test-fonts.css') return assetAnswer('text/css', fontSheet);
  const asset = assets.get(url.pathname.replace('/assets/', ''));
  if (asset !== undefined) return assetAnswer(asset.contentType, asset.body);
  const page = samplePages.find((one) => one.path === url.pathname);
  if (page === undefined) return null;
  const html = page.render({ path: page.path, size: url.searchParams.get('size') === 'large' ? 'large' : 'normal' });
  return pageAnswer(html.replace('</head>', '<link rel="stylesheet" href="/test-fonts.css"/></head>'));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const text = textAnswer(url);
  if (text !== null) {
    const policy = `${contentSecurityPolicy}; font-src 'self'`;
    const guarded = text.headers['content-security-policy'] === undefined ? {} : { 'content-security-policy': policy };
    response.writeHead(text.status, { ...text.headers, ...guarded }).end(text.body);
    return;
  }
  const font = await fontBytes(url.pathname);
  if (font === null) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'font/ttf', 'cache-control': 'max-age=3600' }).end(font);
}

export interface PageServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
