import { expect, test } from '@jest/globals';
import { FtraceReader } from '../../conformance/index.ts';

/** A line of a trace of one device. */
const event = (name: string, dmaAddr: number, physAddr?: number): string =>
  `              dd-337     [001] ..... 1: dma_${name}_page: 0000:00:01.0 dir=TO_DEVICE dma_addr=${dmaAddr.toString(16)} size=512${
    physAddr === undefined ? '' : ` phys_addr=${physAddr.toString(16)}`
  } attrs=\n`;

test('a mapping that stays is counted with later ones in its page, however many pages were mapped in between', () => {
  const lines = [event('map', 0x1000, 0x5000)];
  for (let page = 16; page < 20_000; page++)
    lines.push(event('map', 0x2000, page * 4096), event('unmap', 0x2000));
  lines.push(event('map', 0x3000, 0x5200), event('map', 0x4000, 0x5100));
  const reader = new FtraceReader();
  reader.read(Buffer.from(lines.join('')));
  const report = reader.report('made');
  expect(report).toMatchObject({ refusedSteps: 0, unreadableLines: 0, liveAtEnd: 3 });
  expect(report.overlaps).toEqual({
    'same page TO_DEVICE/TO_DEVICE': 1,
    'same bytes TO_DEVICE/TO_DEVICE': 2,
  });
});
