/** A real browser for page tests: it comes with the packages, so a bare machine needs no browser of its own. */
import chromium from '@sparticuz/chromium';
import { chromium as engine, type Browser } from 'playwright-core';

const asRoot = process.getuid?.() === 0;

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-first-run',
  '--disable-gpu',
  '--font-render-hinting=none',
];

/** Headless, without calls home. The sandbox cannot start as root, and only there it is left out. */
export async function launchBrowser(): Promise<Browser> {
  return await engine.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: asRoot ? [...quiet, '--no-sandbox', '--no-zygote'] : quiet,
  });
}
