import { startTestApp } from './test-app.js';
it('starts', async () => {
  const t = await startTestApp();
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/api/docs', '/nothing', '/%zz', '/problems/INTERNAL']) {
    const r = await fetch(t.origin + path);
    console.log(path, r.status, Object.fromEntries(r.headers), (await r.text()).slice(0, 1500));
  }
  await t.close();
});
