import {expect, test} from 'vitest';
import type {Status, Texts, Wording} from '../../../src/tender/text/units.ts';
import type {Requirement} from '../../../src/model.ts';
import {sentencesOf} from '../../../src/tender/text/sentences.ts';
import {requirement} from '../../model-samples.ts';

const asked = requirement({text: 'Terms can be read.', condition: 'There are terms.', routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: []}, {kind: 'declaration', question: 'Which terms?'}]});
const french = (status: Status, more: Partial<Wording> = {}): Texts => ({
  units: new Map([[`mim.${asked.release}.${asked.mim}`, {heading: '', text: 'Relier les données', status, at: 'fr.yaml:1:1'}]]),
  wordings: new Map([[asked.id, {title: 'Conditions lisibles', text: 'Les conditions peuvent être lues.', condition: 'il y a des conditions.', equivalence: [], questions: ['Quelles conditions ?'], status, ...more}]]),
});
const library = (...requirements: readonly Requirement[]) => ({requirements, mechanisms: []});

test('names, wording, condition and questions are known by the English words, each sentence as one of its own', () => {
  expect([...sentencesOf(library(asked), french('reviewed'))]).toEqual([
    [asked.mimTitle, 'Relier les données'],
    ['Terms can be read.', 'Les conditions peuvent être lues.'], ['There are terms.', 'Il y a des conditions.'], ['Which terms?', 'Quelles conditions ?'],
  ]);
});

test.each<Status>(['draft', 'stale'])('what is %s counts for nothing', (status) => expect(sentencesOf(library(asked), french(status)).size).toBe(0));

test('what is not there, and what nobody asks, is left out', () => {
  expect([...sentencesOf(library(asked, requirement({id: 'MIM1-9.0-R9.9'})), french('reviewed', {condition: '', questions: []})).keys()]).toEqual([asked.mimTitle, 'Terms can be read.']);
});
