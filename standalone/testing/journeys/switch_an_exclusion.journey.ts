import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../launch_browser';
import type { TestStack } from '../start_test_stack';
import { journeyVersions, startJourneyStack } from './journey_stack';
import { openApp, type OpenPage } from './open_app';

const seedRule = 'staging-watch-seed-eql-sequence';

describe.each(journeyVersions)('on Kibana %s', (kibanaVersion) => {
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([startJourneyStack(kibanaVersion), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  it('a tuner turns the svchost.exe parent off, runs the rule, sees the new alert of the scheduled task, and turns it on again', async () => {
    const app = await openApp(browser, stack, { username: 'tuner' });
    const { page, faults, goTo } = app;
    const before = await ruleQuery(stack);
    expect(await alertedTexts(app)).not.toMatch(/svchost\.exe/);

    await goTo('/app/stagingWatch/tuning');
    await flip(app, 'off');
    expect(await ruleQuery(stack)).toBe(before.replace('"svchost.exe", ', ''));

    await goTo('/app/stagingWatch/rules');
    await page.locator(`[data-test-subj="stagingWatchRunRule-${seedRule}"]`).click();
    await expect.poll(() => seedAlertsWithParent(stack, 'svchost.exe'), { timeout: 60_000, interval: 500 }).toBeGreaterThan(0);
    expect(await alertedTexts(app)).toMatch(/svchost\.exe/);

    await goTo('/app/stagingWatch/tuning');
    await flip(app, 'on');
    expect(await ruleQuery(stack)).toBe(before);
    await page.locator('[data-test-subj="stagingWatchTuningView-activity"]').click();
    await expect.poll(() => page.locator('[data-test-subj^="stagingWatchActivityEntry-"]').count()).toBe(2);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  async function flip({ page, subject }: OpenPage, to: 'on' | 'off'): Promise<void> {
    const control = page.locator(`[data-test-subj="stagingWatchExclusionSwitch-${seedRule}.event-1.process.parent.name.svchost.exe"]`);
    await control.click();
    await subject('stagingWatchSwitchModal').waitFor();
    const confirm = subject('confirmModalConfirmButton');
    expect(await confirm.isDisabled()).toBe(true);
    await subject('stagingWatchSwitchReason').fill(`journey: turn it ${to}`);
    await confirm.click();
    await expect.poll(() => control.getAttribute('aria-checked')).toBe(String(to === 'on'));
  }
});

async function ruleQuery(stack: TestStack): Promise<string> {
  const { body } = await stack.as('tuner').request<{ query: string }>('GET', `/api/detection_engine/rules?rule_id=${seedRule}`);
  return body.query;
}

async function seedAlertsWithParent(stack: TestStack, parent: string): Promise<number> {
  const { body } = await stack.as('tuner').request<{ hits: { total: { value: number } } }>('POST', '/api/detection_engine/signals/search', {
    query: { bool: { filter: [{ term: { 'kibana.alert.rule.rule_id': seedRule } }, { term: { 'process.parent.name': parent } }] } },
    track_total_hits: true,
    size: 0,
  });
  return body.hits.total.value;
}

/** The rows of the seed's alerts, as text. */
async function alertedTexts({ page, goTo }: { page: Page; goTo(path: string): Promise<void> }): Promise<string> {
  await goTo(`/app/stagingWatch/alerts?rule=${seedRule}`);
  await page.locator('[data-test-subj="stagingWatchAlertCount"], [data-test-subj^="stagingWatchEmpty"]').first().waitFor();
  return page.locator('main').innerText();
}
