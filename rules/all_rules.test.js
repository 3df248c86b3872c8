import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applyEdits, check, childrenOf, compile, parse, run } from '../common/eql';
import { compile as compileKql, operandText, parse as parseKql } from '../common/kql';
import { eventStyleSchema } from '../common/detection';
import { eqlEvent, eqlSource, indexDocument } from '../common/query_dsl';
import { seedExclusions, seedSequenceRuleId } from '../common/exclusions';
import { readRuleFolders } from '../scripts/package_rules';
import { evidenceMapping } from './evidence_mapping';
const folders = readRuleFolders();
const rulesDirectory = import.meta.dirname;
const seeds = path.resolve(rulesDirectory, '../../shared/seeds');
const recorded = path.resolve(rulesDirectory, '../../shared/telemetry/recorded/ecs_events.ndjson.gz');
const mapping = evidenceMapping();
const schema = eqlSource(mapping);
const evidenceSchema = z.object({ case: z.string().min(1), style: eventStyleSchema, events: z.array(z.record(z.unknown())).min(1) }).strict();
function evidence({ directory }, file) {
    return fs
        .readFileSync(path.join(directory, file), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => evidenceSchema.parse(JSON.parse(line)));
}
function alerts(query, { content }, events) {
    const documents = events.map((event, index) => indexDocument(mapping, event, { id: String(index), text: JSON.stringify(event) }).document);
    return content.language === 'eql' ? eqlAlerts(query, content.tiebreaker_field, documents) : kqlAlerts(query, documents);
}
function eqlAlerts(query, tiebreakerField, documents) {
    return run(compile(query, schema, { tiebreakerField }), documents.map((document) => eqlEvent(document, mapping)), { size: 100 }).total;
}
function kqlAlerts(query, documents) {
    const compiled = compileKql(parseKql(query), { mapping, context: { now: 0 } });
    return documents.filter((document) => compiled.matches(document)).length;
}
/** Offenders are named, so that one run shows all of them. */
function offenders(isWrong) {
    return folders.filter(isWrong).map(({ content }) => content.rule_id);
}
const milliseconds = (text) => Number(/\d+/.exec(text)?.[0]) * { s: 1_000, m: 60_000, h: 3_600_000 }[(text.at(-1) ?? 's')];
describe('every rule', () => {
    it('has an id of its own', () => {
        const ids = folders.map(({ content }) => content.rule_id);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    });
    it('lies in a folder that names platform and tactic', () => {
        const wrong = folders.filter(({ directory, content }) => {
            const [platform = '', slug = ''] = path.relative(rulesDirectory, directory).split(path.sep);
            const tactics = content.threat.map(({ tactic }) => tactic.name.toLowerCase().replaceAll(' ', '_'));
            return !['windows', 'linux', 'macos', 'cross_platform'].includes(platform) || !tactics.some((tactic) => slug.startsWith(`${tactic}_`));
        });
        expect(wrong.map(({ directory }) => directory)).toEqual([]);
    });
    it('is mapped to data staging and carries the tag alerts are found by', () => {
        expect(offenders(({ content }) => !content.threat.some(({ technique }) => technique.some(({ id, subtechnique }) => id === 'T1074' && subtechnique?.some((sub) => sub.id === 'T1074.001'))))).toEqual([]);
        expect(offenders(({ content }) => !content.tags.includes('Staging Watch'))).toEqual([]);
    });
    it('has a risk score that fits its severity', () => {
        const scores = { low: [1, 46], medium: [47, 72], high: [73, 98], critical: [99, 100] };
        expect(offenders(({ content: { severity, risk_score: score } }) => score < scores[severity][0] || score > scores[severity][1])).toEqual([]);
    });
    it('looks back far enough: interval, span of its sequence, and three minutes for ingest and scheduler (detection-engine.md §6.4)', () => {
        const wrong = offenders(({ content }) => {
            const query = content.language === 'eql' ? parse(content.query) : undefined;
            const spanMs = query?.kind === 'sequence' ? (query.maxSpan?.milliseconds ?? 0) : 0;
            return milliseconds(content.from) < spanMs + milliseconds(content.interval) + 180_000;
        });
        expect(wrong).toEqual([]);
    });
    it('asks for event.sequence as tiebreaker exactly where a sequence reads Elastic Defend alone', () => {
        const wrong = offenders(({ content }) => {
            const isSequence = content.language === 'eql' && parse(content.query).kind === 'sequence';
            const isDefendAlone = content.index.every((pattern) => pattern.startsWith('logs-endpoint.'));
            return (content.tiebreaker_field === 'event.sequence') !== (isSequence && isDefendAlone);
        });
        expect(wrong).toEqual([]);
    });
});
describe.each(folders.map((folder) => [folder.content.rule_id, folder]))('%s', (_, folder) => {
    const { content } = folder;
    it('is understood, with no field misspelt', () => {
        if (content.language === 'eql')
            expect(check(parse(content.query), schema).filter(({ severity }) => severity === 'error')).toEqual([]);
        else
            expect(kqlFields(parseKql(content.query)).filter((name) => !mapping.resolve(name))).toEqual([]);
    });
    it.each(evidence(folder, 'fires_on.ndjson').map((entry) => [entry.case, entry]))('fires: %s', (__, { events }) => {
        expect(alerts(content.query, folder, events)).toBeGreaterThan(0);
    });
    it.each(evidence(folder, 'stays_silent_on.ndjson').map((entry) => [entry.case, entry]))('stays silent: %s', (__, { events }) => {
        expect(alerts(content.query, folder, events)).toBe(0);
    });
    it.skipIf(content.seed === 'verbatim' || content.language !== 'eql')('has no alternative that no case needs', () => {
        const firing = evidence(folder, 'fires_on.ndjson');
        const dead = alternatives(parse(content.query)).filter(({ query }) => !firing.some(({ events }) => alerts(query, folder, events) > 0));
        expect(dead.map(({ text }) => text)).toEqual([]);
    });
});
function kqlFields(node) {
    if ('children' in node)
        return node.children.flatMap(kqlFields);
    return 'child' in node ? kqlFields(node.child) : [operandText(node.field)];
}
function alternatives(query) {
    const found = [];
    const look = (node) => {
        if (node.kind === 'logical' && node.operator === 'or')
            found.push(node);
        childrenOf(node).forEach(look);
    };
    look(query);
    return found.flatMap(({ location, operands }) => operands.map((operand) => {
        const text = query.text.slice(operand.location.start, operand.location.end);
        return { text, query: applyEdits(query.text, [{ location, text }]) };
    }));
}
describe.skipIf(!fs.existsSync(seeds))('the seeds', () => {
    const seedText = (file, first, last) => fs.readFileSync(path.join(seeds, file), 'utf8').split('\n').slice(first - 1, last).join('\n');
    const rule = (id) => {
        const found = folders.find(({ content }) => content.rule_id === id);
        if (!found)
            throw new Error(`${id} is missing`);
        return found.content;
    };
    it('are installed byte for byte', () => {
        expect(rule(seedSequenceRuleId).query).toBe(seedText('elastic-eql-t1074-001.txt', 22, 40));
        expect(rule('staging-watch-seed-kibana-query').query).toBe(seedText('sigma-and-kibana-kql-t1074-001.md', 92, 95));
    });
    it('read the tables that the sequence names, literally', () => {
        const lines = fs.readFileSync(path.join(seeds, 'elastic-eql-t1074-001.txt'), 'utf8').split('\n');
        expect(rule(seedSequenceRuleId).index.join('')).toBe(lines[lines.indexOf('Required Tables') + 2]);
    });
    it('bring the thirteen exclusions', () => expect(seedExclusions.every(({ ruleId }) => ruleId === seedSequenceRuleId)).toBe(true));
});
describe.skipIf(!fs.existsSync(recorded))('on the recorded events of other people', () => {
    it('finds what a real Elasticsearch finds (detection-content.md A.7.2)', () => {
        const lines = gunzipSync(fs.readFileSync(recorded)).toString('utf8').trimEnd().split('\n');
        const documents = lines.map((line, index) => {
            const event = JSON.parse(line);
            const epoch = event['labels.epoch'] ?? event._t;
            const time = typeof epoch === 'number' ? new Date(epoch * 1_000).toISOString() : event['@timestamp'];
            return indexDocument(mapping, { ...event, '@timestamp': time }, { id: String(index) }).document;
        });
        const counts = Object.fromEntries(folders.map(({ content }) => [content.rule_id, content.language === 'eql' ? eqlAlerts(content.query, content.tiebreaker_field, documents) : kqlAlerts(content.query, documents)]));
        expect(counts).toEqual({
            'staging-watch-seed-eql-sequence': 0,
            'staging-watch-seed-kibana-query': 2,
            'staging-watch-copy-then-write-endpoint': 0,
            'staging-watch-copy-then-write-sysmon': 0,
            'staging-watch-script-downloaded': 0,
            'staging-watch-credential-store-staged': 4,
        });
    }, 60_000);
});
