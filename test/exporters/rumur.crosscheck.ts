import { isOfStates } from '../../exporters/networkWords.ts';
import { crosscheck } from '../fixtures/crosscheck.ts';
import { rumurCount } from '../fixtures/outsideCount.ts';

crosscheck('rumur', rumurCount, isOfStates);
