import type { SituationId } from '../../shared/situations.ts'

/** A situation: what it is called, what is wrong now, what to look at, and what heals it. */
export interface SituationWords {
  readonly title: string
  readonly now: string
  readonly heals: string
}

const situations: Readonly<Record<SituationId, SituationWords>> = {
  'broken-connection': {
    title: '传到 60% 断线',
    now: '文件传到 60% 时连接被切断。',
    heals: '自动重传。大文件从断掉的那一片继续，已传的不会再传。',
  },
  offline: {
    title: '没有网络',
    now: '浏览器连不上上传服务。',
    heals: '队列原地等待。结束状况后自动继续，什么都不用点。',
  },
  'other-editor': {
    title: '同事同时在编辑',
    now: '李四正在同一篇文档里插入、移动段落。',
    heals: '文件仍按顺序到位，同事写的内容一字不动。',
  },
  'rate-limit': {
    title: '飞书限流',
    now: '飞书说请求太频繁，接下来的几次上传被拒绝。',
    heals: '按飞书要求的时间等待，再自动重试。',
  },
  'token-expired': {
    title: '登录凭证过期',
    now: '下一次上传时，访问凭证刚好过期。',
    heals: '服务端在后台换新，页面上看不到中断。',
  },
  'signed-out': {
    title: '授权被撤销',
    now: '授权在飞书的安全设置里被撤销了。',
    heals: '队列保留。重新登录后，从停下的地方继续。',
  },
  'no-permission': {
    title: '没有编辑权限',
    now: '文档所有者收回了编辑权限。',
    heals: '页面说清谁能处理。结束状况（权限恢复）后，点一下重试。',
  },
  'storage-full': {
    title: '存储空间已满',
    now: '公司的飞书存储空间用完了。',
    heals: '整个队列暂停，不白传。结束状况（空间扩容）后，在上传页点“继续上传”。',
  },
  'content-review': {
    title: '内容审核未通过',
    now: '有一个文件没有通过飞书的内容审核。',
    heals: '只有这个文件停下，并说明原因；其余照常到位。',
  },
  'feishu-away': {
    title: '飞书暂时不可用',
    now: '飞书连续几次只返回错误页面。',
    heals: '逐渐拉长间隔自动重试，恢复后继续。',
  },
}

export const zh = {
  title: '飞书上传 · 演示',
  simulated: '飞书是模拟的，什么都不会传到外面',
  language: 'English',
  tabs: { label: '显示', try: '试一试', product: '上传', document: '文档' },
  productTitle: '上传页面',
  documentTitle: '文档（实时）',
  welcome: {
    title: '把文件拖进来，它们就出现在文档里',
    points: [
      '这一栏是产品：一个网页，把文件按顺序放进飞书文档。',
      '另一栏是文档：文件到了，马上能看到。',
      '这里的飞书是模拟的，规则和真的一样，不需要账号。',
    ],
    start: '开始',
    hint: '下一页点“同意”，以模拟成员的身份登录。',
    insecure: '这个地址没有 https：关闭页面后队列不会保留，也不能演示“授权被撤销”。',
  },
  samples: {
    title: '样例文件',
    what: '照片、图表、PDF、表格、录音、视频，都由程序生成。',
    add: '放入样例文件',
    large: '放入一个 24 MB 的大文件',
  },
  colleagues: {
    title: '同事一起上传',
    what: '飞书限制全公司每秒能传多少文件，服务端公平分配。',
    start: '让两位同事开始上传',
    stop: '让同事停下',
    chart: '最近 15 秒各得多少',
    you: '（你）',
    share: (name: string, count: number, percent: number) => `${name}：${count} 个，占 ${percent}%`,
    none: '最近 15 秒没有上传。',
  },
  network: { title: '网络', what: '“慢”像信号很差的手机：每秒 150 KB。', fast: '快', slow: '慢' },
  troubles: {
    title: '出点状况',
    what: '选一个，样例文件会自动放进去，看产品怎么解释、怎么恢复。',
    search: '搜索状况或错误码',
    codes: (count: number) => `全部 ${count} 种情形`,
    nothing: '没有匹配的状况。',
    notHere: '由浏览器或服务端自己判断，这里触发不了',
    now: '现在',
    heals: '怎么恢复',
    lasts: '结束后，服务端最多过 5 分钟才再试一次。要马上继续，请点“重置”。',
    met: (count: number) => `已遇到 ${count} 次`,
    more: '再放几个文件',
    end: '结束状况',
    healing: {
      repeat: '自动重试，直到成功。',
      refresh: '服务端自动换新凭证后重试；换不了就请人重新登录。',
      'restart-upload': '这个文件自动从头再传。',
      'recreate-block': '自动重新占位，再传一次。',
      'split-batch': '把一批拆开，只留下有问题的那一个。',
      'hold-queue': '整个队列等待；有人处理后（结束状况）继续。',
      none: '自动做什么都没用：页面说明谁能处理、怎么处理。',
    },
  },
  tour: {
    start: '导览',
    label: '导览',
    next: '下一步',
    back: '上一步',
    leave: '退出导览',
    end: '完成',
    of: (at: number, count: number) => `${at} / ${count}`,
    steps: {
      product: '这里就是产品。目标文档已经选好，可以直接拖文件进来。',
      samples: '手边没有文件？点“放入样例文件”：照片、PDF、录音、视频，一共十个。',
      document: '文件按拖入的顺序出现在文档里：图片就是图片，其余是文件卡片。',
      colleagues: '让两位同事同时上传。看图：大家都有文件在等时，每个人得到的一样多。',
      troubles: '最后，出点状况：断线、没权限、空间满了……看页面怎么说、怎么自己恢复。',
      end: '就是这些。随便试；“重置”会从头开始。',
    },
  },
  reset: '重置',
  full: '房间满了，请稍后再来。',
  situations,
} as const
