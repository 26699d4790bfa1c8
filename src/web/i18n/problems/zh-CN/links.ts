import type { linkProblems } from '../../../../contract/problems/links.ts'
import type { ChineseProductName } from '../../product-name.ts'
import type { ProblemMessages } from '../problem-messages.ts'

export const linkMessages = (product: ChineseProductName) =>
  ({
    'link-empty': {
      title: '还没有填写链接',
      what: '需要知道把文件放进哪篇文档。',
      remedy: `请粘贴一个${product.amid}文档链接。`,
    },
    'link-not-a-link': {
      title: '这不是一个链接',
      what: '粘贴的内容里没有找到网址。',
      remedy: `请在${product.amid}文档里点“分享”，再点“复制链接”，粘贴到这里。`,
    },
    'link-not-feishu': {
      title: `这不是${product.amid}的链接`,
      what: `这个网址不属于${product.amid}文档。`,
      remedy: `请粘贴${product.amid}文档或知识库页面的链接。`,
    },
    'link-not-a-document': {
      title: '链接没有指向文档',
      what: `这是${product.amid}的网址，但不是某一篇文档。`,
      remedy: '请打开要放文件的文档，复制它自己的链接。',
    },
    'link-other-brand': {
      title: '链接属于另一个平台',
      what: '飞书和 Lark 的文档互不相通，这个链接属于另一边。',
      remedy: '请换用本页所属一边的文档链接。',
    },
    'link-base-form': {
      title: '这是多维表格的表单',
      what: '表单用来收集内容，不能从这里放入文件。',
      remedy: '请打开表单背后的多维表格，复制它自己的链接；没有的话，可以向表单的创建人要。',
    },
    'link-base-share': {
      title: '这只是多维表格的一部分',
      what: '分享的是一条记录、一个视图或仪表盘，链接里看不出是哪个多维表格。',
      remedy: '请打开多维表格本身，复制它的链接，之后可以在这里选记录。',
    },
    'link-minutes': {
      title: '这是一篇妙记',
      what: '妙记里是录音和文字，不能从这里放入文件。',
      remedy: '请换一篇文档，比如同一场会议的纪要。',
    },
    'link-whiteboard': {
      title: '这是一块画板',
      what: '画板不能从这里放入文件。',
      remedy: '请换成画板所在的文档，或另一篇文档。',
    },
    'link-wiki-home': {
      title: '这是整个知识库',
      what: '文件要放进知识库里的某一页，这个链接没有指明。',
      remedy: '请打开那一页，复制它的链接；也可以在下方“知识库”里找。',
    },
    'link-drive-home': {
      title: '这是云空间的首页',
      what: '文件要放进某篇文档或某个文件夹，这个链接没有指明。',
      remedy: '请打开文档或文件夹，复制它的链接；也可以在下方“我的空间”里找。',
    },
    'link-message': {
      title: '这是会话或消息',
      what: '不能从这里把文件放进会话。',
      remedy: '请复制要用的文档的链接；要发文件，请直接在会话里发送。',
    },
    'link-calendar': {
      title: '这是日历或日程',
      what: '不能从这里把文件放进日程。',
      remedy: '请换一篇文档，比如日程里附上的那一篇。',
    },
    'link-mail': {
      title: '这是一封邮件或邮箱',
      what: '不能从这里把文件放进邮件。',
      remedy: '请换成邮件里提到的那篇文档的链接；要发文件，请在邮件里加附件。',
    },
    'link-task': {
      title: '这是任务或任务清单',
      what: '不能从这里把文件放进任务。',
      remedy: '请换一篇文档，比如任务里附上的那一篇；附件请直接在任务里添加。',
    },
    'link-approval': {
      title: '这是一份审批',
      what: '不能从这里把文件放进审批。',
      remedy: '附件请直接在审批里添加；要放进文档，请复制那篇文档的链接。',
    },
    'link-meeting': {
      title: '这是一场会议',
      what: '不能从这里把文件放进会议。',
      remedy: '请换一篇文档，比如这场会议的纪要。',
    },
    'link-contact': {
      title: '这是名片或邀请',
      what: '它指向一个人或一个团队，不能放入文件。',
      remedy: '请复制要放文件的那篇文档的链接。',
    },
    'link-app': {
      title: '这是一个应用',
      what: '链接打开的是应用，比如工作台、OKR、项目或小程序，不能从这里放入文件。',
      remedy: '请换一篇文档；如果应用里打开了文档，请复制那篇文档的链接。',
    },
    'link-website': {
      title: '这是帮助或管理页面',
      what: '它属于官网、帮助中心、管理后台或开发文档，放不了文件。',
      remedy: '请打开要放文件的文档，复制它的链接。',
    },
    'link-synced-block': {
      title: '这是一个同步块',
      what: '同步块同时出现在几篇文档里，链接里看不出是哪一篇。',
      remedy: '请打开它所在的文档，复制那篇文档的链接。',
    },
    'link-redirect': {
      title: '链接要经过别的网站',
      what: '这是短链接，或是邮件过滤器换过的链接，看不出背后是哪篇文档。',
      remedy: '请在浏览器里打开它，等文档出现后，复制地址栏里的地址。',
    },
    'link-cut-off': {
      title: '链接不完整',
      what: '后半截显示成了省略号，没有一起复制过来。',
      remedy: '请打开文档，复制完整的链接。',
    },
    'link-sign-in': {
      title: '这是登录页面',
      what: '复制链接的时候，文档还没有打开。',
      remedy: '请先在那里登录，等文档打开后再复制链接。',
    },
    'link-shortcut': {
      title: '这是一个快捷方式',
      what: '快捷方式只是指向文档，自己放不了文件。',
      remedy: '请打开它，再复制所打开文档的链接。',
    },
    'link-unknown-token': {
      title: '没有这样的文档',
      what: `${product.first}不认得这个标识，或者你看不到它所指的文档。`,
      remedy: '请打开文档，复制完整的链接。',
    },
    'target-not-open': {
      title: '这里还没有开放上传',
      what: `${product.first}还没有把公司圈和会议背景开放给其他应用。`,
      remedy: `请直接在${product.amid}里添加，或换一篇文档。`,
    },
    'target-legacy-doc': {
      title: '这是旧版文档',
      what: '旧版文档已停止更新，不能从这里放入文件。',
      remedy: '请打开它并转换为新版文档，或换一篇新版文档。',
    },
    'target-file': {
      title: '这是一个单独的文件',
      what: '不能把别的文件放进去。',
      remedy: '请换一篇文档，或换成这个文件所在的文件夹。',
    },
    'target-mindnote': {
      title: '这是思维笔记',
      what: '思维笔记不能从这里放入文件。',
      remedy: '请换一篇文档、电子表格、多维表格，或一个文件夹。',
    },
    'target-slides': {
      title: '这是幻灯片',
      what: '幻灯片不能从这里放入文件。',
      remedy: '请换一篇文档、电子表格、多维表格，或一个文件夹。',
    },
    'target-other-kind': {
      title: '这里放不了文件',
      what: '链接指向的内容不能从这里放入文件。',
      remedy: '请换一篇文档、电子表格、多维表格，或一个文件夹。',
    },
  }) as const satisfies Record<keyof typeof linkProblems, ProblemMessages>
