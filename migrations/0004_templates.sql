-- Letters in several languages, and the words that keep a letter from being sent.

-- One letter, whatever its languages. `key` is how procedures and the interface name it.
create table templates (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$' and length(key) <= 60),
  title_zh text not null,
  title_en text not null,
  purpose_zh text not null,
  purpose_en text not null,
  kinds text[] not null check (cardinality(kinds) > 0),
  topics text[] not null default '{}',
  stage text not null check (stage in ('acknowledge', 'investigate', 'answer', 'follow-up', 'close')),
  category text not null,
  marketplaces text[] not null check (cardinality(marketplaces) > 0),
  -- May open a thread; otherwise it only answers.
  proactive boolean not null,
  attachment text check (attachment in ('label', 'invoice')),
  shipped boolean not null default false,
  -- Title, key, purpose and topics, folded as searches are.
  search_text text not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
select protect('templates');

-- One version of one language's text. A published version never changes: a change is a new version.
create table template_texts (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  template_id uuid not null,
  language text not null check (language ~ '^[a-z]{2}$'),
  number int not null check (number > 0),
  status text not null check (status in ('draft', 'review', 'published', 'retired')),
  subject text check (subject !~ '[\r\n]'),
  body text not null check (length(body) between 1 and 20000),
  -- The full sense in Chinese.
  meaning text not null,
  variables text[] not null default '{}',
  note text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, template_id) references templates (workspace_id, id) on delete cascade,
  foreign key (workspace_id, created_by) references members (workspace_id, id),
  foreign key (workspace_id, published_by) references members (workspace_id, id),
  unique (workspace_id, template_id, language, number)
);
-- One text in use and one being written, at most, per language.
create unique index template_texts_in_use on template_texts (workspace_id, template_id, language)
  where status = 'published';
create unique index template_texts_open on template_texts (workspace_id, template_id, language)
  where status in ('draft', 'review');
select protect('template_texts');

-- How often a text was sent and what came of it, by month. Spread over a few rows, so that many senders of the same
-- letter do not wait for one another.
create table template_counts (
  workspace_id uuid not null default current_workspace() references workspaces,
  text_id uuid not null,
  month date not null,
  slot smallint not null,
  uses bigint not null default 0,
  edited bigint not null default 0,
  solved bigint not null default 0,
  returned bigint not null default 0,
  rated bigint not null default 0,
  rating_sum bigint not null default 0,
  primary key (workspace_id, text_id, month, slot),
  foreign key (workspace_id, text_id) references template_texts (workspace_id, id) on delete cascade
);
select protect('template_counts');

-- Words that the check before sending looks for, and hosts that it lets pass.
create table phrases (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  class text not null,
  -- Two letters, or * for every language.
  language text not null check (language ~ '^(\*|[a-z]{2})$'),
  -- Empty: everywhere.
  marketplaces text[] not null default '{}',
  pattern text not null check (length(pattern) between 2 and 200),
  enabled boolean not null default true,
  shipped boolean not null default false,
  note text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references members (workspace_id, id),
  unique (workspace_id, class, language, pattern, marketplaces)
);
create index phrases_in_force on phrases (workspace_id, language) where enabled;
select protect('phrases');
