import { crosscheck } from '../fixtures/crosscheck.ts';
import { spinCount } from '../fixtures/outsideCount.ts';

crosscheck('spin', spinCount);
