"""The statements of `queries`, as SQLAlchemy compiles them. Written by `compiling`."""

# ruff: noqa: E501
# fmt: off
from fosdesk.store.running import Statement

ALL_ROWS = {
    'supersedes': Statement('SELECT supersedes.old, supersedes.change_id FROM supersedes'),
    'waiting': Statement('SELECT waiting.change_id, waiting.missing FROM waiting'),
    'refused': Statement('SELECT refused.change_id, refused.why FROM refused'),
    'fork': Statement('SELECT fork.station, fork.seq FROM fork'),
}
BLOBS = Statement('SELECT blob.sha256, blob.size, blob.media_type, blob.present FROM blob ORDER BY blob.sha256')
BODIES_AFTER = Statement('SELECT change.body FROM change WHERE change.arrival > ? ORDER BY change.arrival', ('arrival',))
BODIES_IN_ORDER = Statement('SELECT change.body FROM change WHERE (change.change_id NOT IN (SELECT refused.change_id FROM refused)) ORDER BY change.depth, change.change_id')
BODIES_OF = Statement('SELECT change.change_id, change.body FROM change WHERE change.change_id IN (SELECT anon_1.value FROM json_each(?) AS anon_1)', ('ids',))
CELLS = Statement('SELECT cell.entity, cell.field, cell.value, cell.winner, cell.heads, cell.disagreement, change.wall_at, change.author FROM cell LEFT OUTER JOIN change ON change.change_id = cell.winner')
CELL_ROWS = Statement('SELECT cell.entity, cell.field, cell.value, cell.winner, cell.heads, cell.disagreement FROM cell')
CHANGES_OF_STATION = Statement('SELECT count(*) AS count_1 FROM change WHERE change.station = ?', ('station',))
CHANGE_ROWS = Statement('SELECT change.arrival, change.change_id, change.station, change.seq, change.previous, change.depth, change.wall_at, change.zone, change.author, change.kind, change.entity, change.field, change.via_dossier, change.received_at, change.body FROM change ORDER BY change.arrival')
CLEAR = {
    'supersedes': Statement('DELETE FROM supersedes'),
    'waiting': Statement('DELETE FROM waiting'),
    'refused': Statement('DELETE FROM refused'),
    'fork': Statement('DELETE FROM fork'),
    'cell': Statement('DELETE FROM cell'),
    'pack': Statement('DELETE FROM pack'),
}
COUNT = Statement('SELECT count(*) AS count_1 FROM change')
DELETE_DRAFT = Statement('DELETE FROM draft WHERE draft.entity = ? AND draft.field = ?', ('entity', 'field'))
DISAGREEING_HEADS = Statement('SELECT cell.heads FROM cell WHERE cell.disagreement != ?', ('disagreement_1',), {'disagreement_1': 0})
DOSSIERS = Statement('SELECT dossier_log.entry, dossier_log.dossier_id, dossier_log.sha256, dossier_log.direction, dossier_log.at, dossier_log.new, dossier_log.known, dossier_log.waiting, dossier_log.refused, dossier_log.report FROM dossier_log ORDER BY dossier_log.entry')
DRAFTS = Statement('SELECT draft.entity, draft.field, draft.text FROM draft')
FORKS = Statement('INSERT INTO fork (station, seq) SELECT change.station, change.seq FROM change GROUP BY change.station, change.seq HAVING count(*) > ? ON CONFLICT DO NOTHING', ('count_1',), {'count_1': 1})
HISTORY = Statement('SELECT change.body, change.via_dossier, change.received_at FROM change WHERE change.entity = ? AND change.field = ? AND (change.change_id NOT IN (SELECT waiting.change_id FROM waiting)) AND (change.change_id NOT IN (SELECT refused.change_id FROM refused)) ORDER BY change.depth, change.change_id', ('entity', 'field'))
IDS = Statement('SELECT change.change_id FROM change')
INSERT_CHANGE = Statement('INSERT INTO change (arrival, change_id, station, seq, previous, depth, wall_at, zone, author, kind, entity, field, via_dossier, received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ('arrival', 'change_id', 'station', 'seq', 'previous', 'depth', 'wall_at', 'zone', 'author', 'kind', 'entity', 'field', 'via_dossier', 'received_at', 'body'))
INSERT_DOSSIER = Statement('INSERT INTO dossier_log (entry, dossier_id, sha256, direction, at, new, known, waiting, refused, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ('entry', 'dossier_id', 'sha256', 'direction', 'at', 'new', 'known', 'waiting', 'refused', 'report'))
INSERT_FORK = Statement('INSERT INTO fork (station, seq) VALUES (?, ?)', ('station', 'seq'))
INSERT_PERSON = Statement('INSERT INTO person (id, name, role, organisation) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', ('id', 'name', 'role', 'organisation'))
INSERT_REFUSED = Statement('INSERT INTO refused (change_id, why) VALUES (?, ?) ON CONFLICT DO NOTHING', ('change_id', 'why'))
INSERT_STATION = Statement('INSERT INTO station (id, name, app_version, is_mine) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', ('id', 'name', 'app_version', 'is_mine'))
INSERT_SUPERSEDES = Statement('INSERT INTO supersedes (old, change_id) VALUES (?, ?) ON CONFLICT DO NOTHING', ('old', 'change_id'))
INSERT_WAITING = Statement('INSERT INTO waiting (change_id, missing) VALUES (?, ?)', ('change_id', 'missing'))
LAST_ARRIVAL = Statement('SELECT max(change.arrival) AS max_1 FROM change')
LINKS = Statement('SELECT change.change_id, change.depth, change.station, change.seq, change.entity, change.field FROM change WHERE change.change_id IN (SELECT anon_1.value FROM json_each(?) AS anon_1) AND (change.change_id NOT IN (SELECT waiting.change_id FROM waiting)) AND (change.change_id NOT IN (SELECT refused.change_id FROM refused))', ('ids',))
META = Statement('SELECT meta."key", meta.value FROM meta')
MY_STATIONS = Statement('SELECT station.id FROM station WHERE station.is_mine = ?', ('is_mine_1',), {'is_mine_1': 1})
PACKS = Statement('SELECT pack.id, pack.version, pack.hash, pack.content FROM pack ORDER BY pack.id, pack.version')
PUT_BLOB = Statement('INSERT INTO blob (sha256, size, media_type, present) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, media_type = excluded.media_type, present = excluded.present', ('sha256', 'size', 'media_type', 'present'))
PUT_CELL = Statement('INSERT INTO cell (entity, field, value, winner, heads, disagreement) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (entity, field) DO UPDATE SET value = excluded.value, winner = excluded.winner, heads = excluded.heads, disagreement = excluded.disagreement', ('entity', 'field', 'value', 'winner', 'heads', 'disagreement'))
PUT_DRAFT = Statement('INSERT INTO draft (entity, field, text, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (entity, field) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at', ('entity', 'field', 'text', 'updated_at'))
PUT_META = Statement('INSERT INTO meta ("key", value) VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET value = excluded.value', ('key', 'value'))
PUT_PACK = Statement('INSERT INTO pack (id, version, hash, content) VALUES (?, ?, ?, ?) ON CONFLICT (id, version) DO UPDATE SET hash = excluded.hash, content = excluded.content', ('id', 'version', 'hash', 'content'))
PUT_STATION = Statement('INSERT INTO station (id, name, app_version, is_mine) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET is_mine = excluded.is_mine', ('id', 'name', 'app_version', 'is_mine'))
RETIRE_STATIONS = Statement('UPDATE station SET is_mine=?', ('is_mine',), {'is_mine': 0})
STATION = Statement('SELECT station.is_mine FROM station WHERE station.id = ?', ('id',))
STATIONS_HEARD = Statement('SELECT change.station, count(*) AS count_1 FROM change GROUP BY change.station')
SUPERSEDED = Statement('SELECT supersedes.old, supersedes.change_id FROM supersedes WHERE supersedes.old IN (SELECT anon_1.value FROM json_each(?) AS anon_1) ORDER BY supersedes.old, supersedes.change_id', ('ids',))
TIP = Statement('SELECT change.seq, change.change_id, change.depth FROM change WHERE change.station = ? AND (change.change_id NOT IN (SELECT waiting.change_id FROM waiting)) AND (change.change_id NOT IN (SELECT refused.change_id FROM refused)) ORDER BY change.seq DESC, change.change_id DESC LIMIT ? OFFSET ?', ('station', 'param_1', 'param_2'), {'param_1': 1, 'param_2': 0})
WAITING_BODIES = Statement('SELECT change.body FROM change WHERE change.change_id IN (SELECT waiting.change_id FROM waiting)')
