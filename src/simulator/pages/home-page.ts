import { everyone, personOf } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { listDocuments, type ListedDocument } from '../world/document-list.ts'
import { simulatedApp } from '../world/identity.ts'
import { html, type Html } from './html.ts'
import type { Language } from './page.ts'

const words = {
  zh: {
    title: '模拟飞书',
    what: '这里是一个本地运行的飞书替身：接口、权限、限流和错误码都按公开文档实现，但没有连接真实的飞书。把下面任意一个文档链接复制到上传页面，就可以拖入文件试试看。',
    people: '成员',
    documents: '文档',
    document: '文档',
    kind: '类型',
    place: '位置',
    owner: '所有者',
    may: '谁能编辑 / 只读',
    nobody: '无',
    deleted: '已删除',
    full: '素材已满',
    app: '应用',
    shortcut: '快捷方式',
    kinds: {
      docx: '文档',
      doc: '旧版文档',
      sheet: '电子表格',
      bitable: '多维表格',
      folder: '文件夹',
      file: '文件',
      mindnote: '思维笔记',
      slides: '幻灯片',
      wiki: '知识库页面',
    },
  },
  en: {
    title: 'Simulated Feishu',
    what: 'This is a stand-in for Feishu that runs on this machine: calls, permissions, rate limits and error codes follow the public documentation, and nothing reaches the real one. Copy any document link below into the upload page and drop files on it.',
    people: 'People',
    documents: 'Documents',
    document: 'Document',
    kind: 'Kind',
    place: 'In',
    owner: 'Owner',
    may: 'May edit / only read',
    nobody: 'nobody',
    deleted: 'deleted',
    full: 'no room for files',
    app: 'the app',
    shortcut: 'shortcut',
    kinds: {
      docx: 'document',
      doc: 'legacy document',
      sheet: 'sheet',
      bitable: 'base',
      folder: 'folder',
      file: 'file',
      mindnote: 'mind map',
      slides: 'slides',
      wiki: 'wiki page',
    },
  },
} as const

export function homeTitle(language: Language): string {
  return words[language].title
}

/** People and documents of this world, with links to copy. */
export function homeBody(world: SimulatedWorld, language: Language): Html {
  const say = words[language]
  return html`<main class="sheet wide">
    <h1>${say.title}</h1>
    <p>${say.what}</p>
    <h2>${say.people}</h2>
    <ul>
      ${everyone.map((person) => html`<li>${person.name} ${person.englishName}</li>`)}
    </ul>
    <h2>${say.documents}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${say.document}</th>
            <th scope="col">${say.kind}</th>
            <th scope="col">${say.place}</th>
            <th scope="col">${say.owner}</th>
            <th scope="col">${say.may}</th>
          </tr>
        </thead>
        <tbody>
          ${listDocuments(world).map((listed) => row(listed, language))}
        </tbody>
      </table>
    </div>
  </main>`
}

function row({ document, kind, isShortcut, title, url, place }: ListedDocument, language: Language): Html {
  const say = words[language]
  const others = [...everyone.map(({ openId }) => openId), simulatedApp.id].filter((id) => id !== document.ownerId)
  const editors = others.filter((id) => document.mayEdit({ id }))
  const readers = others.filter((id) => document.mayRead({ id }) && !editors.includes(id))
  const names = (ids: readonly string[]) => ids.map((id) => nameOf(id, language)).join('、') || say.nobody
  const state = document.deleted ? say.deleted : document.full ? say.full : isShortcut ? say.shortcut : null
  return html`<tr>
    <td>
      <a href="${new URL(url).pathname}">${title}</a>${state === null ? null : html` (${state})`}<br /><code
        >${url}</code
      >
    </td>
    <td>${say.kinds[kind]}</td>
    <td>${place}</td>
    <td>${nameOf(document.ownerId, language)}</td>
    <td>${names(editors)} / ${names(readers)}</td>
  </tr>`
}

function nameOf(id: string, language: Language): string {
  const person = personOf(id)
  if (!person) return words[language].app
  return language === 'zh' ? person.name : person.englishName
}
