import { defineUploader } from './uploader-element.ts'

// The gateway serves this file, so its address says where the uploader is.
const here = import.meta.url
defineUploader(new URL('./', here).href)
