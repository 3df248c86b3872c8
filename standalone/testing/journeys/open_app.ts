import type { Browser, Page } from 'playwright-core';
import { demoPassword } from '../../demo_users';
import type { TestStack } from '../start_test_stack';

/** A page of one logged-in user, and what went wrong on it so far. */
export interface OpenPage {
  readonly page: Page;
  /** Console errors and uncaught exceptions, in order. An HTTP status that a journey provokes on purpose is expected by the journey. */
  readonly faults: string[];
  goTo(path: string): Promise<void>;
  subject(name: string): ReturnType<Page['locator']>;
}

export interface OpenOptions {
  readonly username?: 'admin' | 'tuner' | 'analyst' | 'viewer' | 'nobody';
  readonly width?: number;
  readonly dark?: boolean;
}

/** Logs in through the login page, as a person does. */
export async function openApp(browser: Browser, stack: TestStack, options: OpenOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1440, height: 900 }, reducedMotion: 'reduce', colorScheme: options.dark ? 'dark' : 'light' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  await page.goto(`${stack.kibana.url}/login`);
  await page.fill('[data-test-subj="loginUsername"]', options.username ?? 'admin');
  await page.fill('[data-test-subj="loginPassword"]', demoPassword);
  await page.click('[data-test-subj="loginSubmit"]');
  await page.waitForURL((url) => !url.pathname.endsWith('/login'));
  if (options.dark) {
    await page.click('[data-test-subj="hostColorModeButton"]');
    await page.waitForLoadState('networkidle');
  }
  return {
    page,
    faults,
    goTo: async (path) => void (await page.goto(`${stack.kibana.url}${path}`)),
    subject: (name) => page.locator(`[data-test-subj="${name}"]`),
  };
}
