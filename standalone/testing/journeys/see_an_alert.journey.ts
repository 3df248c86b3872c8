import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../launch_browser';
import type { TestStack } from '../start_test_stack';
import { journeyVersions, startJourneyStack } from './journey_stack';
import { openApp } from './open_app';

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

  it('an analyst sees an alert, opens it, reads both events, goes to the host, and comes back', async () => {
    const { page, faults, goTo, subject } = await openApp(browser, stack, { username: 'analyst' });
    await goTo('/app/stagingWatch/alerts?rule=staging-watch-copy-then-write-endpoint&rule=staging-watch-copy-then-write-sysmon');
    const sequence = page.locator('tr', { has: page.locator('[data-test-subj="stagingWatchJoinStrength-same_process"]') }).first();
    await sequence.locator('[data-test-subj^="stagingWatchOpenAlert-"]').click();
    const flyout = page.locator('[data-test-subj^="stagingWatchAlertFlyout-"]');
    await subject('stagingWatchSequenceEvent-1').waitFor();
    expect(await subject('stagingWatchSequenceEvent-2').isVisible()).toBe(true);
    expect(await subject('stagingWatchSequenceGap').innerText()).toMatch(/\d/);
    expect(await flyout.locator('mark').count()).toBeGreaterThan(1);
    expect(await subject('stagingWatchCaptions-1').innerText()).toMatch(/matched/i);
    const opened = page.url();
    expect(opened).toMatch(/flyout=/);

    await subject('stagingWatchHostAroundLink').click();
    await subject('stagingWatchTimeline').waitFor();
    expect(await subject('stagingWatchTimelineCount').innerText()).toMatch(/\d/);
    expect(await page.locator('[data-test-subj^="stagingWatchTimelineAlert-"]').count()).toBeGreaterThan(0);

    await page.goBack();
    await subject('stagingWatchSequenceEvent-1').waitFor();
    expect(page.url()).toBe(opened);
    await page.reload();
    await subject('stagingWatchSequenceEvent-2').waitFor();
    await subject('stagingWatchCloseFlyout').click();
    await flyout.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an analyst acknowledges an alert, and Security shows the same status on all its documents', async () => {
    const { page, faults, goTo, subject } = await openApp(browser, stack, { username: 'analyst' });
    await goTo('/app/stagingWatch/alerts');
    await page.locator('[data-test-subj^="stagingWatchOpenAlert-"]').first().click();
    const id = new URL(page.url()).searchParams.get('flyout')?.replace(/^alert:/, '') ?? '';
    await subject('stagingWatchAcknowledgeAlert').click();
    await subject('stagingWatchAcknowledgeAlert').waitFor({ state: 'detached' });
    const { body } = await stack.as('analyst').request<{ hits: { hits: Array<{ _source: Record<string, unknown> }> } }>('POST', '/api/detection_engine/signals/search', {
      query: { bool: { should: [{ ids: { values: [id] } }, { term: { 'kibana.alert.group.id': id } }] } },
      size: 10,
    });
    expect(body.hits.hits.length).toBeGreaterThan(0);
    expect(new Set(body.hits.hits.map((hit) => hit._source['kibana.alert.workflow_status']))).toEqual(new Set(['acknowledged']));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an analyst is told of hidden test alerts, shows them, and closes one as test', async () => {
    const { page, faults, goTo, subject } = await openApp(browser, stack, { username: 'analyst' });
    await goTo('/app/stagingWatch/alerts');
    expect(await subject('stagingWatchTestAlertCount').innerText()).toMatch(/[1-9]/);
    expect(await subject('stagingWatchTestBadge').count()).toBe(0);
    await subject('stagingWatchShowTestAlerts').click();
    await goTo('/app/stagingWatch/alerts?tests=only');
    const row = page.locator('tr', { has: subject('stagingWatchTestBadge') }).first();
    expect(await row.innerText()).toContain('red-team-1');
    await row.locator('[data-test-subj^="stagingWatchOpenAlert-"]').click();
    const id = new URL(page.url()).searchParams.get('flyout')?.replace(/^alert:/, '') ?? '';
    await subject('stagingWatchCloseAlertAsTest').click();
    await subject('stagingWatchReopenAlert').waitFor();
    const { body } = await stack.as('analyst').request<{ hits: { hits: Array<{ _source: Record<string, unknown> }> } }>('POST', '/api/detection_engine/signals/search', { query: { ids: { values: [id] } }, size: 1 });
    expect(body.hits.hits[0]?._source).toMatchObject({ 'kibana.alert.workflow_status': 'closed', 'kibana.alert.workflow_tags': ['Staging Watch: test'] });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a viewer reads but cannot change, and nobody is told which privilege is missing', async () => {
    const viewer = await openApp(browser, stack, { username: 'viewer' });
    await viewer.goTo('/app/stagingWatch/tuning');
    await viewer.subject('stagingWatchTuningReadOnly').waitFor();
    expect(viewer.faults).toEqual([]);
    await viewer.page.context().close();
    const refused = await fetch(`${stack.kibana.url}/app/stagingWatch`, { headers: { authorization: `Basic ${Buffer.from('nobody:changeme').toString('base64')}` }, redirect: 'manual' });
    expect(refused.status).toBe(403);
  });
});
