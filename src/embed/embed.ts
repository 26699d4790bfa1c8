import { defineUploader } from './uploader-element.ts'

// The gateway serves this file, so its address says where the uploader is.
defineUploader(new URL('./', import.meta.url).href)
