import type { Figures } from './figure.ts'
import { firstLoad } from './first-load.ts'
import { folderDrop } from './folder-drop.ts'
import { heap } from './heap.ts'
import { memoryGateway, memoryPage } from './memory.ts'
import { queueAdd } from './queue-add.ts'
import { queueTick } from './queue-tick.ts'
import { gatewayBothFair, gatewayFair } from './gateway/fairness.ts'
import { gatewayReplicas, gatewayStrict } from './gateway/sharing.ts'
import { gatewayCluster, gatewayCompanies, gatewayIsolation } from './gateway/companies.ts'
import { gatewayLatency, gatewayLine, gatewayRss, gatewayStream } from './gateway/throughput.ts'
import { quotaBoth, quotaBothMixed, quotaLarge, quotaMixed, quotaSmall, quotaStrict } from './quota.ts'
import { rawThroughput } from './raw-throughput.ts'
import { sdkSpeedup } from './sdk-speedup.ts'
import { targetsBase, targetsCells } from './targets.ts'

/** `npm run bench [-- NAME …]`: progress goes to standard error, the figures to the last line of standard output. */
const benchmarks: Readonly<Record<string, () => Promise<Figures>>> = {
  'quota.small': quotaSmall,
  'quota.large': quotaLarge,
  'quota.mixed': quotaMixed,
  'quota.strict': quotaStrict,
  'quota.both': quotaBoth,
  'quota.bothMixed': quotaBothMixed,
  'targets.base': targetsBase,
  'targets.cells': targetsCells,
  'sdk.speedup': sdkSpeedup,
  'raw.throughput': rawThroughput,
  'queue.add10k': queueAdd,
  'queue.tick': queueTick,
  'drop.folder10k': folderDrop,
  'heap.10k': heap,
  'memory.page': memoryPage,
  'memory.gateway': memoryGateway,
  'load.firstJs': firstLoad,
  'gateway.stream': gatewayStream,
  'gateway.line': gatewayLine,
  'gateway.rss': gatewayRss,
  'gateway.latency': gatewayLatency,
  'gateway.fair': gatewayFair,
  'gateway.bothFair': gatewayBothFair,
  'gateway.replicas': gatewayReplicas,
  'gateway.strict': gatewayStrict,
  'gateway.companies': gatewayCompanies,
  'gateway.isolation': gatewayIsolation,
  'gateway.cluster': gatewayCluster,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(1)
}

const figures: Record<string, number> = {}
for (const [name, measure] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`${name} …`)
  const found = await measure()
  console.error(found)
  Object.assign(figures, found)
}
console.log(JSON.stringify(figures))
