import { describe, expect, it } from 'vitest';
import { usualBrowserPaths } from './find_installed_browser';

describe('usualBrowserPaths', () => {
  it('asks the search path first on Linux, and never a relative directory', () => {
    const paths = usualBrowserPaths('linux', { PATH: '/opt/bin:.:bin' });
    expect(paths[0]).toBe('/opt/bin/google-chrome-stable');
    expect(paths).toContain('/usr/bin/chromium');
    expect(paths.every((file) => file.startsWith('/'))).toBe(true);
  });

  it('knows the applications of macOS, the common ones and the own', () => {
    expect(usualBrowserPaths('darwin', { HOME: '/Users/a' })).toEqual(
      expect.arrayContaining(['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium'])
    );
  });

  it('knows the program directories of Windows', () => {
    const paths = usualBrowserPaths('win32', { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' });
    expect(paths).toEqual(
      expect.arrayContaining(['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'])
    );
  });
});
