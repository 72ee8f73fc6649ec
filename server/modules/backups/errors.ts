import { defineProblems } from '../../platform/errors.ts'

defineProblems({
  'backups.not-set-up': {
    status: 409,
    en: 'No backup folder is set. Whoever runs the server sets AMENDS_BACKUP_FOLDER and AMENDS_BACKUP_SECRET and starts it again.',
    'zh-CN': '尚未设置备份文件夹。请由服务器管理员设置 AMENDS_BACKUP_FOLDER 和 AMENDS_BACKUP_SECRET 后重新启动。',
  },
})
