export { conformSwiotlb, conformSwiotlbFile } from './conformSwiotlb.ts';
export type { SwiotlbDifference, SwiotlbFileReport, SwiotlbReport } from './swiotlbReport.ts';
