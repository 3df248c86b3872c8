import { afterEach, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from './launch_browser';

describe('launchBrowser', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('starts the packed browser when asked to, with fonts and scripts', async () => {
    vi.stubEnv('CHROME', 'packed');
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent('<p style="display:inline-block">Text has a width</p><input type="password" value="secret">');
      expect(await page.evaluate('document.querySelector("p").offsetWidth')).toBeGreaterThan(50);
      expect((await page.screenshot()).length).toBeGreaterThan(1_000);
    } finally {
      await browser.close();
    }
  });

  it('says which browser does not start when CHROME names it', async () => {
    vi.stubEnv('CHROME', '/nowhere/chrome');
    await expect(launchBrowser()).rejects.toThrow('/nowhere/chrome');
  });
});
