-- Step 1: the schema of the models as first released. Written by app.storage.migrations.freeze; not by hand.

CREATE TABLE conversation (
    id VARCHAR(32) NOT NULL,
    held_text VARCHAR DEFAULT '' NOT NULL,
    held_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    held_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    held_earliest VARCHAR,
    held_latest VARCHAR,
    place VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    note_json VARCHAR DEFAULT '' NOT NULL,
    note_plain VARCHAR DEFAULT '' NOT NULL,
    binned_at VARCHAR,
    CONSTRAINT pk_conversation PRIMARY KEY (id)
);

CREATE TABLE lane (
    id VARCHAR(32) NOT NULL,
    title VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    in_report BOOLEAN NOT NULL,
    CONSTRAINT pk_lane PRIMARY KEY (id)
);

CREATE TABLE contributory_factor (
    id VARCHAR(32) NOT NULL,
    framework_key VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    effect VARCHAR NOT NULL,
    weight INTEGER NOT NULL,
    body_json VARCHAR DEFAULT '' NOT NULL,
    body_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_contributory_factor PRIMARY KEY (id)
);

CREATE TABLE finding (
    id VARCHAR(32) NOT NULL,
    headline_json VARCHAR DEFAULT '' NOT NULL,
    headline_plain VARCHAR DEFAULT '' NOT NULL,
    position INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    is_strength BOOLEAN NOT NULL,
    binned_at VARCHAR,
    CONSTRAINT pk_finding PRIMARY KEY (id)
);

CREATE TABLE agency (
    id VARCHAR(32) NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    colour INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_agency PRIMARY KEY (id)
);

CREATE TABLE household (
    id VARCHAR(32) NOT NULL,
    name VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    note_json VARCHAR DEFAULT '' NOT NULL,
    note_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_household PRIMARY KEY (id)
);

CREATE TABLE proceeding (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    since_text VARCHAR DEFAULT '' NOT NULL,
    since_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    since_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    since_earliest VARCHAR,
    since_latest VARCHAR,
    note_json VARCHAR DEFAULT '' NOT NULL,
    note_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_proceeding PRIMARY KEY (id)
);

CREATE TABLE circulation (
    id VARCHAR(32) NOT NULL,
    document VARCHAR NOT NULL,
    version_label VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    recipient VARCHAR NOT NULL,
    sent_at VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    CONSTRAINT pk_circulation PRIMARY KEY (id)
);

CREATE TABLE revision (
    id VARCHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    step VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    row_table VARCHAR NOT NULL,
    row_id VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    chain VARCHAR NOT NULL,
    CONSTRAINT pk_revision PRIMARY KEY (id),
    CONSTRAINT uq_revision_number UNIQUE (number)
);

CREATE INDEX ix_revision_step ON revision (step);

CREATE TABLE review (
    id VARCHAR(32) NOT NULL,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    commissioning_body VARCHAR NOT NULL,
    board_word VARCHAR NOT NULL,
    conversation_word VARCHAR NOT NULL,
    period_from VARCHAR,
    period_to VARCHAR,
    version_label VARCHAR NOT NULL,
    purpose_json VARCHAR DEFAULT '' NOT NULL,
    purpose_plain VARCHAR DEFAULT '' NOT NULL,
    reason_chosen_json VARCHAR DEFAULT '' NOT NULL,
    reason_chosen_plain VARCHAR DEFAULT '' NOT NULL,
    summary_json VARCHAR DEFAULT '' NOT NULL,
    summary_plain VARCHAR DEFAULT '' NOT NULL,
    method_notes_json VARCHAR DEFAULT '' NOT NULL,
    method_notes_plain VARCHAR DEFAULT '' NOT NULL,
    limitations_json VARCHAR DEFAULT '' NOT NULL,
    limitations_plain VARCHAR DEFAULT '' NOT NULL,
    conclusion_json VARCHAR DEFAULT '' NOT NULL,
    conclusion_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_review PRIMARY KEY (id)
);

CREATE TABLE vocabulary_entry (
    id VARCHAR(32) NOT NULL,
    vocabulary VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    help VARCHAR NOT NULL,
    parent_key VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    hidden BOOLEAN NOT NULL,
    CONSTRAINT pk_vocabulary_entry PRIMARY KEY (id),
    CONSTRAINT uq_vocabulary_entry_vocabulary_key UNIQUE (vocabulary, "key")
);

CREATE TABLE kept_search (
    id VARCHAR(32) NOT NULL,
    name VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_kept_search PRIMARY KEY (id)
);

CREATE TABLE tag (
    id VARCHAR(32) NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT pk_tag PRIMARY KEY (id)
);

CREATE TABLE source_document (
    id VARCHAR(32) NOT NULL,
    agency_id VARCHAR(32),
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    taken_in_at VARCHAR NOT NULL,
    "plan" VARCHAR NOT NULL,
    remarks VARCHAR NOT NULL,
    corrects_id VARCHAR(32),
    difference VARCHAR NOT NULL,
    sent_by VARCHAR NOT NULL,
    requested_text VARCHAR DEFAULT '' NOT NULL,
    requested_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    requested_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    requested_earliest VARCHAR,
    requested_latest VARCHAR,
    received_text VARCHAR DEFAULT '' NOT NULL,
    received_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    received_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    received_earliest VARCHAR,
    received_latest VARCHAR,
    secured_text VARCHAR DEFAULT '' NOT NULL,
    secured_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    secured_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    secured_earliest VARCHAR,
    secured_latest VARCHAR,
    CONSTRAINT pk_source_document PRIMARY KEY (id),
    CONSTRAINT fk_source_document_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT,
    CONSTRAINT fk_source_document_corrects_id FOREIGN KEY(corrects_id) REFERENCES source_document (id) ON DELETE RESTRICT
);

CREATE INDEX ix_source_document_agency_id ON source_document (agency_id);

CREATE INDEX ix_source_document_corrects_id ON source_document (corrects_id);

CREATE TABLE event (
    id VARCHAR(32) NOT NULL,
    agency_id VARCHAR(32),
    when_text VARCHAR DEFAULT '' NOT NULL,
    when_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    when_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    when_earliest VARCHAR,
    when_latest VARCHAR,
    stands_at VARCHAR NOT NULL,
    day_order INTEGER NOT NULL,
    date_question VARCHAR NOT NULL,
    recorded_text VARCHAR DEFAULT '' NOT NULL,
    recorded_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    recorded_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    recorded_earliest VARCHAR,
    recorded_latest VARCHAR,
    source_words VARCHAR NOT NULL,
    what_json VARCHAR DEFAULT '' NOT NULL,
    what_plain VARCHAR DEFAULT '' NOT NULL,
    quotation_json VARCHAR DEFAULT '' NOT NULL,
    quotation_plain VARCHAR DEFAULT '' NOT NULL,
    private_note_json VARCHAR DEFAULT '' NOT NULL,
    private_note_plain VARCHAR DEFAULT '' NOT NULL,
    in_skeleton BOOLEAN NOT NULL,
    set_aside VARCHAR NOT NULL,
    binned_at VARCHAR,
    joined_to_id VARCHAR(32),
    moved VARCHAR NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT fk_event_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT,
    CONSTRAINT fk_event_joined_to_id FOREIGN KEY(joined_to_id) REFERENCES event (id) ON DELETE RESTRICT
);

CREATE INDEX ix_event_agency_id ON event (agency_id);

CREATE INDEX ix_event_joined_to_id ON event (joined_to_id);

CREATE TABLE paragraph_sign (
    id VARCHAR(32) NOT NULL,
    conversation_id VARCHAR(32) NOT NULL,
    paragraph_id VARCHAR NOT NULL,
    sign VARCHAR NOT NULL,
    CONSTRAINT pk_paragraph_sign PRIMARY KEY (id),
    CONSTRAINT uq_paragraph_sign_conversation_id_paragraph_id_sign UNIQUE (conversation_id, paragraph_id, sign),
    CONSTRAINT fk_paragraph_sign_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE RESTRICT
);

CREATE INDEX ix_paragraph_sign_conversation_id ON paragraph_sign (conversation_id);

CREATE TABLE prompt_answer (
    id VARCHAR(32) NOT NULL,
    conversation_id VARCHAR(32) NOT NULL,
    prompt_key VARCHAR NOT NULL,
    CONSTRAINT pk_prompt_answer PRIMARY KEY (id),
    CONSTRAINT uq_prompt_answer_conversation_id_prompt_key UNIQUE (conversation_id, prompt_key),
    CONSTRAINT fk_prompt_answer_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE RESTRICT
);

CREATE INDEX ix_prompt_answer_conversation_id ON prompt_answer (conversation_id);

CREATE TABLE episode (
    id VARCHAR(32) NOT NULL,
    title VARCHAR NOT NULL,
    lane_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    period_text VARCHAR DEFAULT '' NOT NULL,
    period_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    period_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    period_earliest VARCHAR,
    period_latest VARCHAR,
    what_happened_json VARCHAR DEFAULT '' NOT NULL,
    what_happened_plain VARCHAR DEFAULT '' NOT NULL,
    view_then_json VARCHAR DEFAULT '' NOT NULL,
    view_then_plain VARCHAR DEFAULT '' NOT NULL,
    good_json VARCHAR DEFAULT '' NOT NULL,
    good_plain VARCHAR DEFAULT '' NOT NULL,
    problematic_json VARCHAR DEFAULT '' NOT NULL,
    problematic_plain VARCHAR DEFAULT '' NOT NULL,
    standard_json VARCHAR DEFAULT '' NOT NULL,
    standard_plain VARCHAR DEFAULT '' NOT NULL,
    outcome_relation_json VARCHAR DEFAULT '' NOT NULL,
    outcome_relation_plain VARCHAR DEFAULT '' NOT NULL,
    binned_at VARCHAR,
    CONSTRAINT pk_episode PRIMARY KEY (id),
    CONSTRAINT fk_episode_lane_id FOREIGN KEY(lane_id) REFERENCES lane (id) ON DELETE RESTRICT
);

CREATE INDEX ix_episode_lane_id ON episode (lane_id);

CREATE TABLE finding_part (
    id VARCHAR(32) NOT NULL,
    finding_id VARCHAR(32) NOT NULL,
    part_key VARCHAR NOT NULL,
    body_json VARCHAR DEFAULT '' NOT NULL,
    body_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_finding_part PRIMARY KEY (id),
    CONSTRAINT uq_finding_part_finding_id_part_key UNIQUE (finding_id, part_key),
    CONSTRAINT fk_finding_part_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE RESTRICT
);

CREATE INDEX ix_finding_part_finding_id ON finding_part (finding_id);

CREATE TABLE finding_pattern (
    id VARCHAR(32) NOT NULL,
    finding_id VARCHAR(32) NOT NULL,
    typology_key VARCHAR NOT NULL,
    CONSTRAINT pk_finding_pattern PRIMARY KEY (id),
    CONSTRAINT uq_finding_pattern_finding_id_typology_key UNIQUE (finding_id, typology_key),
    CONSTRAINT fk_finding_pattern_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE RESTRICT
);

CREATE INDEX ix_finding_pattern_finding_id ON finding_pattern (finding_id);

CREATE TABLE board_issue (
    id VARCHAR(32) NOT NULL,
    finding_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    question_json VARCHAR DEFAULT '' NOT NULL,
    question_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_board_issue PRIMARY KEY (id),
    CONSTRAINT fk_board_issue_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE RESTRICT
);

CREATE INDEX ix_board_issue_finding_id ON board_issue (finding_id);

CREATE TABLE person (
    id VARCHAR(32) NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    agency_id VARCHAR(32),
    sex VARCHAR NOT NULL,
    ethnicity VARCHAR NOT NULL,
    relationship_to_child VARCHAR NOT NULL,
    is_subject BOOLEAN NOT NULL,
    single_holder BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    born_text VARCHAR DEFAULT '' NOT NULL,
    born_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    born_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    born_earliest VARCHAR,
    born_latest VARCHAR,
    died_text VARCHAR DEFAULT '' NOT NULL,
    died_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    died_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    died_earliest VARCHAR,
    died_latest VARCHAR,
    note_json VARCHAR DEFAULT '' NOT NULL,
    note_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT fk_person_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT
);

CREATE INDEX ix_person_agency_id ON person (agency_id);

CREATE TABLE research_question (
    id VARCHAR(32) NOT NULL,
    review_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    question VARCHAR NOT NULL,
    CONSTRAINT pk_research_question PRIMARY KEY (id),
    CONSTRAINT fk_research_question_review_id FOREIGN KEY(review_id) REFERENCES review (id) ON DELETE RESTRICT
);

CREATE INDEX ix_research_question_review_id ON research_question (review_id);

CREATE TABLE glossary_entry (
    id VARCHAR(32) NOT NULL,
    abbreviation VARCHAR NOT NULL,
    meaning VARCHAR NOT NULL,
    agency_id VARCHAR(32),
    CONSTRAINT pk_glossary_entry PRIMARY KEY (id),
    CONSTRAINT fk_glossary_entry_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT
);

CREATE INDEX ix_glossary_entry_agency_id ON glossary_entry (agency_id);

CREATE TABLE kept_file (
    id VARCHAR(32) NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_kept_file PRIMARY KEY (id),
    CONSTRAINT uq_kept_file_source_id UNIQUE (source_id),
    CONSTRAINT fk_kept_file_source_id FOREIGN KEY(source_id) REFERENCES source_document (id) ON DELETE RESTRICT
);

CREATE INDEX ix_kept_file_source_id ON kept_file (source_id);

CREATE TABLE entry (
    id VARCHAR(32) NOT NULL,
    source_id VARCHAR(32) NOT NULL,
    event_id VARCHAR(32),
    position INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    cells VARCHAR NOT NULL,
    remarks VARCHAR NOT NULL,
    set_aside VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    follows_id VARCHAR(32),
    when_text VARCHAR DEFAULT '' NOT NULL,
    when_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    when_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    when_earliest VARCHAR,
    when_latest VARCHAR,
    CONSTRAINT pk_entry PRIMARY KEY (id),
    CONSTRAINT fk_entry_source_id FOREIGN KEY(source_id) REFERENCES source_document (id) ON DELETE RESTRICT,
    CONSTRAINT fk_entry_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_entry_follows_id FOREIGN KEY(follows_id) REFERENCES entry (id) ON DELETE RESTRICT
);

CREATE INDEX ix_entry_event_id ON entry (event_id);

CREATE INDEX ix_entry_follows_id ON entry (follows_id);

CREATE INDEX ix_entry_source_id ON entry (source_id);

CREATE TABLE seen_apart (
    id VARCHAR(32) NOT NULL,
    one_id VARCHAR(32) NOT NULL,
    other_id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_seen_apart PRIMARY KEY (id),
    CONSTRAINT uq_seen_apart_one_id_other_id UNIQUE (one_id, other_id),
    CONSTRAINT fk_seen_apart_one_id FOREIGN KEY(one_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_seen_apart_other_id FOREIGN KEY(other_id) REFERENCES event (id) ON DELETE RESTRICT
);

CREATE INDEX ix_seen_apart_one_id ON seen_apart (one_id);

CREATE INDEX ix_seen_apart_other_id ON seen_apart (other_id);

CREATE TABLE knowledge (
    id VARCHAR(32) NOT NULL,
    event_id VARCHAR(32) NOT NULL,
    agency_id VARCHAR(32) NOT NULL,
    known_text VARCHAR DEFAULT '' NOT NULL,
    known_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    known_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    known_earliest VARCHAR,
    known_latest VARCHAR,
    CONSTRAINT pk_knowledge PRIMARY KEY (id),
    CONSTRAINT uq_knowledge_event_id_agency_id UNIQUE (event_id, agency_id),
    CONSTRAINT fk_knowledge_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_knowledge_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT
);

CREATE INDEX ix_knowledge_agency_id ON knowledge (agency_id);

CREATE INDEX ix_knowledge_event_id ON knowledge (event_id);

CREATE TABLE account (
    id VARCHAR(32) NOT NULL,
    event_id VARCHAR(32),
    episode_id VARCHAR(32),
    person_id VARCHAR(32),
    agency_id VARCHAR(32),
    conversation_id VARCHAR(32),
    position INTEGER NOT NULL,
    body_json VARCHAR DEFAULT '' NOT NULL,
    body_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT ck_account_one_subject CHECK ((event_id IS NULL) <> (episode_id IS NULL)),
    CONSTRAINT ck_account_a_voice CHECK (person_id IS NOT NULL OR agency_id IS NOT NULL),
    CONSTRAINT fk_account_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_account_episode_id FOREIGN KEY(episode_id) REFERENCES episode (id) ON DELETE RESTRICT,
    CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_account_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT,
    CONSTRAINT fk_account_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE RESTRICT
);

CREATE INDEX ix_account_agency_id ON account (agency_id);

CREATE INDEX ix_account_conversation_id ON account (conversation_id);

CREATE INDEX ix_account_episode_id ON account (episode_id);

CREATE INDEX ix_account_event_id ON account (event_id);

CREATE INDEX ix_account_person_id ON account (person_id);

CREATE TABLE conversation_part (
    id VARCHAR(32) NOT NULL,
    conversation_id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    part VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_conversation_part PRIMARY KEY (id),
    CONSTRAINT uq_conversation_part_conversation_id_person_id_part UNIQUE (conversation_id, person_id, part),
    CONSTRAINT fk_conversation_part_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE RESTRICT,
    CONSTRAINT fk_conversation_part_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_conversation_part_conversation_id ON conversation_part (conversation_id);

CREATE INDEX ix_conversation_part_person_id ON conversation_part (person_id);

CREATE TABLE passage (
    id VARCHAR(32) NOT NULL,
    conversation_id VARCHAR(32) NOT NULL,
    mark_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    event_id VARCHAR(32),
    episode_id VARCHAR(32),
    position INTEGER NOT NULL,
    CONSTRAINT pk_passage PRIMARY KEY (id),
    CONSTRAINT uq_passage_conversation_id_mark_id UNIQUE (conversation_id, mark_id),
    CONSTRAINT fk_passage_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE RESTRICT,
    CONSTRAINT fk_passage_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_passage_episode_id FOREIGN KEY(episode_id) REFERENCES episode (id) ON DELETE RESTRICT
);

CREATE INDEX ix_passage_conversation_id ON passage (conversation_id);

CREATE INDEX ix_passage_episode_id ON passage (episode_id);

CREATE INDEX ix_passage_event_id ON passage (event_id);

CREATE TABLE episode_event (
    id VARCHAR(32) NOT NULL,
    episode_id VARCHAR(32) NOT NULL,
    event_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_episode_event PRIMARY KEY (id),
    CONSTRAINT uq_episode_event_episode_id_event_id UNIQUE (episode_id, event_id),
    CONSTRAINT fk_episode_event_episode_id FOREIGN KEY(episode_id) REFERENCES episode (id) ON DELETE RESTRICT,
    CONSTRAINT fk_episode_event_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT
);

CREATE INDEX ix_episode_event_episode_id ON episode_event (episode_id);

CREATE INDEX ix_episode_event_event_id ON episode_event (event_id);

CREATE TABLE person_alias (
    id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT pk_person_alias PRIMARY KEY (id),
    CONSTRAINT fk_person_alias_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_person_alias_person_id ON person_alias (person_id);

CREATE TABLE pseudonym (
    id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    audience VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    CONSTRAINT pk_pseudonym PRIMARY KEY (id),
    CONSTRAINT uq_pseudonym_person_id_audience UNIQUE (person_id, audience),
    CONSTRAINT fk_pseudonym_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_pseudonym_person_id ON pseudonym (person_id);

CREATE TABLE post (
    id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    agency_id VARCHAR(32),
    role VARCHAR NOT NULL,
    since_text VARCHAR DEFAULT '' NOT NULL,
    since_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    since_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    since_earliest VARCHAR,
    since_latest VARCHAR,
    until_text VARCHAR DEFAULT '' NOT NULL,
    until_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    until_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    until_earliest VARCHAR,
    until_latest VARCHAR,
    CONSTRAINT pk_post PRIMARY KEY (id),
    CONSTRAINT fk_post_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE RESTRICT
);

CREATE INDEX ix_post_agency_id ON post (agency_id);

CREATE INDEX ix_post_person_id ON post (person_id);

CREATE TABLE residence (
    id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    household_id VARCHAR(32) NOT NULL,
    since_text VARCHAR DEFAULT '' NOT NULL,
    since_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    since_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    since_earliest VARCHAR,
    since_latest VARCHAR,
    until_text VARCHAR DEFAULT '' NOT NULL,
    until_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    until_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    until_earliest VARCHAR,
    until_latest VARCHAR,
    CONSTRAINT pk_residence PRIMARY KEY (id),
    CONSTRAINT fk_residence_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT fk_residence_household_id FOREIGN KEY(household_id) REFERENCES household (id) ON DELETE RESTRICT
);

CREATE INDEX ix_residence_household_id ON residence (household_id);

CREATE INDEX ix_residence_person_id ON residence (person_id);

CREATE TABLE participation (
    id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    part VARCHAR NOT NULL,
    involvement VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    CONSTRAINT pk_participation PRIMARY KEY (id),
    CONSTRAINT uq_participation_person_id_part UNIQUE (person_id, part),
    CONSTRAINT fk_participation_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_participation_person_id ON participation (person_id);

CREATE TABLE meeting (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR NOT NULL,
    series VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    event_id VARCHAR(32),
    held_text VARCHAR DEFAULT '' NOT NULL,
    held_kind VARCHAR DEFAULT 'unknown' NOT NULL,
    held_precision VARCHAR DEFAULT 'unknown' NOT NULL,
    held_earliest VARCHAR,
    held_latest VARCHAR,
    note_json VARCHAR DEFAULT '' NOT NULL,
    note_plain VARCHAR DEFAULT '' NOT NULL,
    binned_at VARCHAR,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT fk_meeting_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT
);

CREATE INDEX ix_meeting_event_id ON meeting (event_id);

CREATE TABLE amendment (
    id VARCHAR(32) NOT NULL,
    finding_id VARCHAR(32),
    episode_id VARCHAR(32),
    asked_by VARCHAR NOT NULL,
    asked_at VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    wanted_json VARCHAR DEFAULT '' NOT NULL,
    wanted_plain VARCHAR DEFAULT '' NOT NULL,
    reason_json VARCHAR DEFAULT '' NOT NULL,
    reason_plain VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_amendment PRIMARY KEY (id),
    CONSTRAINT fk_amendment_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE RESTRICT,
    CONSTRAINT fk_amendment_episode_id FOREIGN KEY(episode_id) REFERENCES episode (id) ON DELETE RESTRICT
);

CREATE INDEX ix_amendment_episode_id ON amendment (episode_id);

CREATE INDEX ix_amendment_finding_id ON amendment (finding_id);

CREATE TABLE event_tag (
    id VARCHAR(32) NOT NULL,
    event_id VARCHAR(32) NOT NULL,
    tag_id VARCHAR(32) NOT NULL,
    CONSTRAINT pk_event_tag PRIMARY KEY (id),
    CONSTRAINT uq_event_tag_event_id_tag_id UNIQUE (event_id, tag_id),
    CONSTRAINT fk_event_tag_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_event_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE RESTRICT
);

CREATE INDEX ix_event_tag_event_id ON event_tag (event_id);

CREATE INDEX ix_event_tag_tag_id ON event_tag (tag_id);

CREATE TABLE name_left (
    id VARCHAR(32) NOT NULL,
    words VARCHAR NOT NULL,
    person_id VARCHAR(32),
    CONSTRAINT pk_name_left PRIMARY KEY (id),
    CONSTRAINT uq_name_left_words_person_id UNIQUE (words, person_id),
    CONSTRAINT fk_name_left_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_name_left_person_id ON name_left (person_id);

CREATE TABLE factor_use (
    id VARCHAR(32) NOT NULL,
    factor_id VARCHAR(32) NOT NULL,
    episode_id VARCHAR(32),
    passage_id VARCHAR(32),
    CONSTRAINT pk_factor_use PRIMARY KEY (id),
    CONSTRAINT ck_factor_use_one_place CHECK ((episode_id IS NULL) <> (passage_id IS NULL)),
    CONSTRAINT fk_factor_use_factor_id FOREIGN KEY(factor_id) REFERENCES contributory_factor (id) ON DELETE RESTRICT,
    CONSTRAINT fk_factor_use_episode_id FOREIGN KEY(episode_id) REFERENCES episode (id) ON DELETE RESTRICT,
    CONSTRAINT fk_factor_use_passage_id FOREIGN KEY(passage_id) REFERENCES passage (id) ON DELETE RESTRICT
);

CREATE INDEX ix_factor_use_episode_id ON factor_use (episode_id);

CREATE INDEX ix_factor_use_factor_id ON factor_use (factor_id);

CREATE INDEX ix_factor_use_passage_id ON factor_use (passage_id);

CREATE TABLE evidence_link (
    id VARCHAR(32) NOT NULL,
    finding_id VARCHAR(32) NOT NULL,
    part_key VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    event_id VARCHAR(32),
    conversation_id VARCHAR(32),
    passage_id VARCHAR(32),
    episode_id VARCHAR(32),
    factor_id VARCHAR(32),
    meeting_id VARCHAR(32),
    CONSTRAINT pk_evidence_link PRIMARY KEY (id),
    CONSTRAINT ck_evidence_link_one_thing CHECK ((event_id IS NOT NULL) + (conversation_id IS NOT NULL) + (passage_id IS NOT NULL) + (episode_id IS NOT NULL) + (factor_id IS NOT NULL) + (meeting_id IS NOT NULL) = 1),
    CONSTRAINT fk_evidence_link_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE RESTRICT,
    CONSTRAINT fk_evidence_link_event_id FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE RESTRICT,
    CONSTRAINT fk_evidence_link_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE RESTRICT,
    CONSTRAINT fk_evidence_link_passage_id FOREIGN KEY(passage_id) REFERENCES passage (id) ON DELETE RESTRICT,
    CONSTRAINT fk_evidence_link_episode_id FOREIGN KEY(episode_id) REFERENCES episode (id) ON DELETE RESTRICT,
    CONSTRAINT fk_evidence_link_factor_id FOREIGN KEY(factor_id) REFERENCES contributory_factor (id) ON DELETE RESTRICT,
    CONSTRAINT fk_evidence_link_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT
);

CREATE INDEX ix_evidence_link_conversation_id ON evidence_link (conversation_id);

CREATE INDEX ix_evidence_link_episode_id ON evidence_link (episode_id);

CREATE INDEX ix_evidence_link_event_id ON evidence_link (event_id);

CREATE INDEX ix_evidence_link_factor_id ON evidence_link (factor_id);

CREATE INDEX ix_evidence_link_finding_id ON evidence_link (finding_id);

CREATE INDEX ix_evidence_link_meeting_id ON evidence_link (meeting_id);

CREATE INDEX ix_evidence_link_passage_id ON evidence_link (passage_id);

CREATE TABLE attendance (
    id VARCHAR(32) NOT NULL,
    meeting_id VARCHAR(32) NOT NULL,
    person_id VARCHAR(32) NOT NULL,
    invited BOOLEAN NOT NULL,
    presence VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    CONSTRAINT pk_attendance PRIMARY KEY (id),
    CONSTRAINT uq_attendance_meeting_id_person_id UNIQUE (meeting_id, person_id),
    CONSTRAINT fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE RESTRICT,
    CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT
);

CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);

CREATE INDEX ix_attendance_person_id ON attendance (person_id);
