"""What a report says, in English and Indonesian; sentences take their values as `$name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Template

from asnwork.domain.reason import Wording
from asnwork.errors import UnknownName
from asnwork.tables import Lang

__all__ = ["NOT_MODELLED", "WORDS", "name_of", "say"]

WORDS: Mapping[str, Wording] = {
    # What is measured.
    "on_time": Wording("on-time share", "layanan tepat waktu"),
    "hours_to_ready": Wording("mean wait until ready", "rata-rata tunggu sampai siap"),
    "hours_to_ready_p90": Wording("wait of the slowest tenth", "tunggu sepersepuluh paling lambat"),
    "trips_per_1000": Wording(
        "trips of citizens per 1,000 requests", "perjalanan warga per 1.000 permohonan"
    ),
    "days_elsewhere": Wording("officer days away from the office", "hari kerja pegawai di luar kantor"),
    "overtime": Wording("work after closing time", "kerja setelah jam tutup"),
    "paid_to_achieved": Wording("share of TPP paid for results achieved", "bagian TPP untuk hasil tercapai"),
    "paid_to_present_missed": Wording(
        "share of TPP paid for presence without results", "bagian TPP untuk hadir tanpa hasil"
    ),
    "short.on_time": Wording("on time", "tepat waktu"),
    "short.hours_to_ready": Wording("mean wait", "rata-rata tunggu"),
    "short.hours_to_ready_p90": Wording("wait, slowest 10 %", "tunggu 10 % terlama"),
    "short.trips_per_1000": Wording("trips per 1,000", "perjalanan per 1.000"),
    "short.days_elsewhere": Wording("days away from office", "hari di luar kantor"),
    "short.overtime": Wording("work after closing", "kerja setelah tutup"),
    "short.paid_to_achieved": Wording("paid: results", "TPP: hasil"),
    "short.paid_to_present_missed": Wording("paid: presence only", "TPP: hadir saja"),
    # Units.
    "%": Wording("%", "%"),
    "points": Wording("points", "poin"),
    "hours": Wording("hours", "jam"),
    "trips": Wording("trips", "kali"),
    # The mayor's table.
    "present": Wording("present", "hadir"),
    "away": Wording("not present", "tidak hadir"),
    "achieved": Wording("achieved", "tercapai"),
    "missed": Wording("not achieved", "tidak tercapai"),
    "present_achieved": Wording("present, achieved", "hadir, tercapai"),
    "present_missed": Wording("present, not achieved", "hadir, tidak tercapai"),
    "away_achieved": Wording("not present, achieved", "tidak hadir, tercapai"),
    "away_missed": Wording("not present, not achieved", "tidak hadir, tidak tercapai"),
    "insufficient": Wording("insufficient evidence", "bukti tidak cukup"),
    "merged": Wording(
        "merged, fewer than ten officers each", "digabung, masing-masing di bawah sepuluh pegawai"
    ),
    "this_is_an_input": Wording(
        "this is an input: it follows from the assumed spread of effort between officers",
        "ini masukan: mengikuti asumsi sebaran kerja antarpegawai",
    ),
    # Legal status.
    "within_rules": Wording("within current rules", "sesuai aturan yang berlaku"),
    "needs_mayor_regulation": Wording("needs a regulation of the mayor", "perlu peraturan wali kota"),
    "needs_national_change": Wording("needs a change of national rules", "perlu perubahan aturan nasional"),
    "reform": Wording("reform", "perubahan yang dicoba"),
    "exceeds_rules": Wording("exceeds current rules", "melampaui aturan yang berlaku"),
    "exceeds": Wording("what exceeds current rules", "yang melampaui aturan"),
    "example": Wording("example", "contoh"),
    "legal_status": Wording("legal status", "status hukum"),
    # Effects.
    "effect.place": Wording("effect of place", "pengaruh tempat"),
    "effect.pay": Wording("effect of pay", "pengaruh TPP"),
    "effect.interaction": Wording("interaction of the two", "interaksi keduanya"),
    # Columns.
    "scheme": Wording("scheme", "skema"),
    "workplace": Wording("workplace rule", "aturan tempat kerja"),
    "pay": Wording("pay rule", "aturan TPP"),
    "effect": Wording("effect", "pengaruh"),
    "value": Wording("value", "nilai"),
    "change": Wording("change", "perubahan"),
    "noise": Wording("± noise", "± derau"),
    "before": Wording("before", "semula"),
    "after": Wording("after", "menjadi"),
    "range_from": Wording("range low", "rentang min"),
    "range_to": Wording("range high", "rentang maks"),
    "headlines": Wording("The schemes side by side", "Skema berdampingan"),
    "against": Wording("'$other' against '$first'", "'$other' terhadap '$first'"),
    "remark": Wording("remark", "catatan"),
    "measure": Wording("measure", "ukuran"),
    "load": Wording("load", "beban"),
    "reading": Wording("reading of the promise", "bacaan janji"),
    "group": Wording("staff", "pegawai"),
    "cell": Wording("officer-months", "pegawai-bulan"),
    "count": Wording("count", "jumlah"),
    "officers": Wording("officers", "pegawai"),
    "held": Wording("held", "ditahan"),
    "per_month": Wording("Rp per officer-month", "Rp per pegawai-bulan"),
    "assumption": Wording("assumption", "asumsi"),
    "meaning": Wording("what it is", "artinya"),
    "low": Wording("from", "dari"),
    "high": Wording("to", "sampai"),
    "unit": Wording("unit", "satuan"),
    "basis": Wording("rests on", "dasar"),
    "units_each": Wording("offices x each", "kantor x masing-masing"),
    "stream": Wording("service / channel / office", "layanan / kanal / kantor"),
    "per_day": Wording("a working day", "per hari kerja"),
    "worse_from": Wording("worse from", "memburuk mulai"),
    "better_from": Wording("better from", "membaik mulai"),
    "flips_at": Wording("sign flips at", "tanda berbalik pada"),
    "not_inside": Wording("not inside the range", "tidak di dalam rentang"),
    "already": Wording("already without any effect", "sudah tanpa pengaruh"),
    "undetermined": Wording("not determined", "belum pasti"),
    "no_practical": Wording("no practical difference", "tidak ada beda praktis"),
    "none": Wording("none", "tidak ada"),
    "unknown": Wording("not known", "tidak diketahui"),
    "baseline": Wording("what the others are compared with", "pembanding"),
    # Headings.
    "title": Wording("Place of work and pay: schemes compared", "Tempat kerja dan TPP: perbandingan skema"),
    "in_one_sentence": Wording("In one sentence", "Dalam satu kalimat"),
    "a": Wording("(a) Who is paid for what", "(a) Siapa dibayar untuk apa"),
    "b": Wording("(b) Service", "(b) Layanan"),
    "c": Wording("(c) What would have to be true", "(c) Apa yang harus benar"),
    "mayors_table": Wording("The mayor's table", "Tabel wali kota"),
    "effects": Wording("Effects of place and pay, apart", "Pengaruh tempat dan TPP, terpisah"),
    "by_load": Wording("On-time share by load", "Layanan tepat waktu menurut beban"),
    "readings": Wording("The promise, read in other ways", "Janji menurut bacaan lain"),
    "staff": Wording("By group of staff", "Menurut kelompok pegawai"),
    "assumptions": Wording("Assumptions", "Asumsi"),
    "staffing": Wording("Officers of the scenario", "Pegawai dalam skenario"),
    "demand": Wording("Requests of the scenario", "Permohonan dalam skenario"),
    "not_modelled": Wording("Not modelled", "Tidak dimodelkan"),
    "reproducibility": Wording("How to get the same numbers again", "Cara memperoleh angka yang sama"),
    "waits": Wording("Waits, trips, days away", "Tunggu, perjalanan, hari di luar"),
    "contents": Wording("contents", "isi"),
    "legal_basis": Wording("What the legal status rests on", "Dasar status hukum"),
    "rule": Wording("rule", "aturan"),
    "share_by_purpose": Wording(
        "Share of TPP, by what it is paid for", "Bagian TPP menurut apa yang dibayar"
    ),
    "reading.from_next_opening": Wording(
        "filed outside hours: from the next opening", "di luar jam: mulai jam buka"
    ),
    "reading.no_promise": Wording("filed outside hours: no promise", "di luar jam: tanpa janji"),
    "reading.next_working_day_same_time": Wording(
        "due when closed: next working day", "jatuh tempo saat kantor tutup: hari kerja berikut"
    ),
    "reading.clock": Wording("due when closed: stays", "jatuh tempo saat kantor tutup: tidak bergeser"),
    "no_sign": Wording("≈ no practical difference", "≈ tidak ada beda praktis"),
    "assumption.place_effect": Wording(
        "change of work per minute away from the office, as a share",
        "perubahan hasil kerja per menit di luar kantor, sebagai bagian",
    ),
    "assumption.effort_variation": Wording(
        "coefficient of variation of the minutes that one step takes", "koefisien variasi menit satu tahap"
    ),
    "assumption.officer_spread": Wording(
        "coefficient of variation of work per minute between officers",
        "koefisien variasi hasil kerja per menit antarpegawai",
    ),
    "assumption.wish_elsewhere": Wording(
        "share of days on which an officer who may work elsewhere does",
        "bagian hari kerja saat pegawai yang boleh bekerja di luar kantor memakainya",
    ),
    "assumption.leave": Wording(
        "share of working days on lawful leave", "bagian hari kerja untuk cuti yang sah"
    ),
    "assumption.absent": Wording(
        "share of working days absent without leave", "bagian hari kerja tanpa keterangan"
    ),
    "assumption.late": Wording(
        "share of office days on which an officer comes late",
        "bagian hari kantor dengan kedatangan terlambat",
    ),
    "assumption.late_minutes": Wording(
        "mean minutes late on such a day", "rata-rata menit terlambat pada hari itu"
    ),
    "assumption.field_duty": Wording(
        "share of days on duty in a neighbourhood hall, by assignment letter",
        "bagian hari bertugas di Balai RW dengan surat tugas",
    ),
    "assumption.incomplete": Wording(
        "share of requests filed with papers missing", "bagian permohonan dengan berkas tidak lengkap"
    ),
    "assumption.incomplete_after_help": Wording(
        "share of those in which papers are still missing after help",
        "bagian darinya yang masih tidak lengkap setelah dibantu",
    ),
    "assumption.answer_hours": Wording(
        "mean elapsed hours until a citizen sends the missing papers",
        "rata-rata jam sampai warga mengirim berkas yang kurang",
    ),
    "assumption.collect_hours": Wording(
        "mean opening hours until a citizen comes for the product",
        "rata-rata jam buka sampai warga mengambil hasil",
    ),
    "assumption.reopened": Wording(
        "share of closed requests that the citizen reopens",
        "bagian permohonan selesai yang dibuka lagi oleh warga",
    ),
    "assumption.reopen_hours": Wording(
        "mean elapsed hours until a citizen reopens", "rata-rata jam sampai warga membuka lagi"
    ),
    "assumption.solved": Wording(
        "share of citizens who say that it is solved, of those who are not asked to come back",
        "bagian warga yang menyatakan selesai, dari yang tidak diminta datang lagi",
    ),
    "assumption.outage_days": Wording(
        "mean working days between failures of an outside system",
        "rata-rata hari kerja antargangguan sistem luar",
    ),
    "assumption.outage_hours": Wording(
        "mean elapsed hours that a failure lasts", "rata-rata lama gangguan dalam jam"
    ),
    "in_merged": Wording("in the merged cell below", "di sel gabungan di bawah"),
    "band": Wording("range over the effect of place", "rentang pengaruh tempat"),
    "by_load_title": Wording("by load", "menurut beban"),
    "place_effect": Wording("effect", "pengaruh"),
    # Sentences.
    "turning_title": Wording(
        "Change of the on-time share over the effect of place: $scheme",
        "Perubahan layanan tepat waktu menurut pengaruh tempat: $scheme",
    ),
    "tried": Wording(
        "Tried: $effects; straight lines between them.", "Dicoba: $effects; garis lurus di antaranya."
    ),
    "load_note": Wording(
        "Load: work asked for, as a share of the officer time that there is. The runs over "
        "loads and effects of place: $days days each, replications: $replications.",
        "Beban: kerja yang diminta sebagai bagian dari waktu pegawai yang ada. "
        "Simulasi atas beban dan pengaruh tempat: $days hari, $replications ulangan.",
    ),
    "simulation_only": Wording(
        "A simulation: no official issued a predicate, and nobody was paid by it.",
        "Simulasi: tidak ada predikat yang ditetapkan pejabat dan tidak ada yang dibayar menurut ini.",
    ),
    "a_lead": Wording(
        "One and the same simulated time, scored and paid by every pay rule at the same total TPP. No "
        "behaviour reacts to pay here: what differs is only whom a rule pays.",
        "Satu masa simulasi yang sama, dinilai dan dibayar menurut tiap aturan TPP dengan total yang sama. "
        "Perilaku tidak bereaksi terhadap TPP: yang berbeda hanya siapa yang dibayar.",
    ),
    "yardstick": Wording(
        "Present: at the office on at least half of the working days not on leave. Achieved: one yardstick "
        "for all schemes, the outcome policy with its main-job gate.",
        "Hadir: di kantor sedikitnya separuh hari kerja yang bukan cuti. Tercapai: satu ukuran untuk semua "
        "skema, kebijakan hasil dengan gerbang tugas utama.",
    ),
    "officer_by_officer": Wording(
        "Scored officer by officer in plain Python, since the scorer is no formula (slower, with the same "
        "answers): $names.",
        "Dinilai pegawai demi pegawai dengan Python biasa, karena penilainya bukan rumus (lebih lambat, "
        "jawabannya sama): $names.",
    ),
    "held_note": Wording(
        "'$name': pay held for $held of $months officer-months, where the main job or what else its pay "
        "rests on is not known.",
        "'$name': TPP ditahan untuk $held dari $months pegawai-bulan, karena tugas utama atau dasar TPP "
        "lainnya tidak diketahui.",
    ),
    "pays_nobody": Wording(
        "'$name' pays nobody here, so its total is not that of the others and nothing can be said of whom it "
        "pays. No predicate follows from a scorer that has no gate for the main job, or that reads what the "
        "simulation does not measure.",
        "'$name' tidak membayar siapa pun di sini, maka totalnya tidak sama dengan yang lain dan tidak dapat "
        "dikatakan siapa yang dibayarnya. Cara penilaian tanpa gerbang tugas utama, atau yang membaca angka "
        "yang tidak diukur simulasi, tidak menghasilkan predikat.",
    ),
    "fewer_than_ten": Wording(
        "Officer-months are means over the replications. Cells of fewer than ten officers are merged; "
        "nobody is named or ranked.",
        "Pegawai-bulan adalah rata-rata ulangan. Sel dengan pegawai kurang dari sepuluh digabung; tidak "
        "ada yang disebut namanya atau diperingkat.",
    ),
    "b_lead": Wording(
        "The change in service with no effect of place on work, with its simulation noise; beside it, "
        "apart, the range when work per minute away from the office changes by $low to $high and the load "
        "is $loads.",
        "Perubahan layanan bila tempat tidak memengaruhi kerja, dengan derau simulasinya; di sebelahnya, "
        "terpisah, rentang bila hasil kerja per menit di luar kantor berubah $low sampai $high dan beban "
        "$loads.",
    ),
    "noise_note": Wording(
        "± noise: simulation noise only, a paired t interval of $level for a family of $family comparisons "
        "(Bonferroni) over $replications replications. It says nothing about what is not known.",
        "± derau: derau simulasi saja, interval t berpasangan $level untuk keluarga $family perbandingan "
        "(Bonferroni) dari $replications ulangan. Tidak berkata apa-apa tentang yang tidak diketahui.",
    ),
    "practical_note": Wording(
        "≈ no practical difference: a change of a share by less than $smallest point, whatever its interval.",
        "≈ tidak ada beda praktis: perubahan bagian di bawah $smallest poin, berapa pun intervalnya.",
    ),
    "effects_lead": Wording(
        "Means over the two levels of the other factor. Pay moves no service, because no behaviour reacts "
        "to it.",
        "Rata-rata atas dua tingkat faktor lain. TPP tidak mengubah layanan, karena perilaku tidak bereaksi.",
    ),
    "readings_lead": Wording(
        "The same requests, judged by each reading of the promise; this can move the share more than any "
        "place does. Requests whose papers were incomplete are left out here.",
        "Permohonan yang sama, dinilai menurut tiap bacaan janji; ini dapat menggeser bagian lebih dari "
        "tempat mana pun. Permohonan dengan berkas tidak lengkap tidak dihitung di sini.",
    ),
    "c_lead": Wording(
        "How much work per minute away from the office would have to change for the on-time share to move "
        "by $smallest point, at each load, against '$first'. Between the points tried it is interpolated.",
        "Seberapa besar hasil kerja per menit di luar kantor harus berubah agar layanan tepat waktu "
        "bergeser $smallest poin, pada tiap beban, terhadap '$first'. Di antara titik yang dicoba dipakai "
        "interpolasi.",
    ),
    "b_same": Wording(
        "All schemes have the workplace rule '$first', so their service is the same: no behaviour reacts to "
        "pay.",
        "Semua skema memakai aturan tempat kerja '$first', maka layanannya sama: perilaku tidak bereaksi "
        "terhadap TPP.",
    ),
    "c_same": Wording(
        "Left out: all schemes have the workplace rule '$first', so an effect of place moves none of them "
        "against another.",
        "Tidak dibuat: semua skema memakai aturan tempat kerja '$first', maka pengaruh tempat tidak "
        "menggeser satu skema terhadap yang lain.",
    ),
    "c_not_asked": Wording(
        "Left out: no runs over loads and effects of place were asked for.",
        "Tidak dibuat: simulasi atas beban dan pengaruh tempat tidak diminta.",
    ),
    "c_unfinished": Wording(
        "Left out: at no load are the runs over the effects of place finished.",
        "Tidak dibuat: belum ada beban dengan simulasi atas pengaruh tempat yang selesai.",
    ),
    "signs_differ": Wording(
        "The sign differs between loads, so no single number is given.",
        "Tandanya berbeda antarbeban, maka tidak ada satu angka yang diberikan.",
    ),
    "interrupted": Wording(
        "Interrupted: $done of $total units of work are finished; what follows rests on those alone.",
        "Terhenti: $done dari $total bagian pekerjaan selesai; yang berikut hanya berdasar itu.",
    ),
    "nothing": Wording(
        "No replication is finished under every workplace rule yet, so there is nothing to report.",
        "Belum ada ulangan yang selesai untuk semua aturan tempat kerja, maka belum ada yang dilaporkan.",
    ),
    "unknown_effort": Wording(
        "How many officers an office has and how many minutes a request takes are not known. Effort is "
        "set from the load, and never stated as a fact.",
        "Berapa pegawai di tiap kantor dan berapa menit tiap permohonan tidak diketahui. Menit tiap tahap "
        "dihitung dari beban, dan tidak pernah dinyatakan sebagai fakta.",
    ),
    "same_bytes": Wording(
        "The same scenario, seed, count of replications and version give the same bytes.",
        "Skenario, benih, jumlah ulangan dan versi yang sama memberi hasil yang persis sama.",
    ),
    "change_against": Wording("Change against '$first'", "Perubahan terhadap '$first'"),
    # The sentence for the mayor.
    "mayor.change": Wording(
        "With the scenario '$data' and the assumptions below (load $load, work away from the office "
        "changed by $low to $high), the scheme '$scheme' changes the on-time share from $before to $after "
        "($width) and the trips of citizens by $trips per 1,000 requests, $total.",
        "Dengan skenario '$data' dan asumsi di bawah (beban $load, hasil kerja di luar kantor berubah $low "
        "sampai $high), skema '$scheme' mengubah layanan tepat waktu dari $before menjadi $after "
        "($width) dan perjalanan warga $trips per 1.000 permohonan, $total.",
    ),
    "mayor.same": Wording(
        "With the scenario '$data' and the assumptions below (load $load, work away from the office "
        "changed by $low to $high), the scheme '$scheme' makes no practical difference to the on-time "
        "share while place has no effect ($before before, $after after; $width), and changes "
        "the trips of citizens by $trips per 1,000 requests, $total.",
        "Dengan skenario '$data' dan asumsi di bawah (beban $load, hasil kerja di luar kantor berubah $low "
        "sampai $high), skema '$scheme' tidak membawa beda praktis pada layanan tepat waktu selama tempat "
        "tidak berpengaruh ($before menjadi $after; $width), dan mengubah perjalanan "
        "warga $trips per 1.000 permohonan, $total.",
    ),
    "mayor.signs": Wording(
        "With the scenario '$data' and the assumptions below, the sign of what the scheme '$scheme' does "
        "to the on-time share differs between loads: $by_load. So no single number is given, $total.",
        "Dengan skenario '$data' dan asumsi di bawah, arah perubahan layanan tepat waktu oleh skema "
        "'$scheme' berbeda antarbeban: $by_load. Maka tidak ada satu angka yang diberikan, $total.",
    ),
    "mayor.pay": Wording(
        "With the scenario '$data' and the assumptions below (load $load), the scheme '$scheme' changes no "
        "service, since its workplace rule is that of '$first': what differs is who is paid for what, "
        "$total.",
        "Dengan skenario '$data' dan asumsi di bawah (beban $load), skema '$scheme' tidak mengubah layanan, "
        "karena aturan tempat kerjanya sama dengan '$first': yang berbeda adalah siapa dibayar untuk apa, "
        "$total.",
    ),
    "mayor.paid": Wording(
        "For results achieved it pays $after of the TPP instead of $before ($noise), for presence without "
        "results $idle_after instead of $idle_before.",
        "Untuk hasil tercapai dibayarkan $after dari TPP, bukan $before ($noise); untuk hadir tanpa hasil "
        "$idle_after, bukan $idle_before.",
    ),
    "noise.points": Wording("± $width points, noise alone", "± $width poin, derau saja"),
    "total.same": Wording("at the same total TPP", "dengan total TPP sama"),
    "total.apart": Wording(
        "but no total TPP is the same: '$names' pays nobody here",
        "tetapi total TPP tidak sama: '$names' tidak membayar siapa pun di sini",
    ),
    "mayor.flips": Wording(
        "The sign flips when work away from the office falls by more than $effect (at load $load).",
        "Tandanya berbalik bila hasil kerja di luar kantor turun lebih dari $effect (pada beban $load).",
    ),
    "mayor.flips_up": Wording(
        "The sign flips when work away from the office rises by more than $effect (at load $load).",
        "Tandanya berbalik bila hasil kerja di luar kantor naik lebih dari $effect (pada beban $load).",
    ),
    "mayor.some_loads": Wording(
        "At some loads the change is within the simulation noise, so its sign is not determined there.",
        "Pada sebagian beban perubahannya di dalam derau simulasi, maka tandanya belum pasti di sana.",
    ),
    "mayor.worse": Wording(
        "It gets worse by $smallest point or more when work away from the office falls by more than $effect "
        "(at load $load).",
        "Layanan memburuk $smallest poin atau lebih bila hasil kerja di luar kantor turun lebih dari "
        "$effect (pada beban $load).",
    ),
    "mayor.keeps": Wording(
        "The sign does not flip at any load and effect of place that was tried.",
        "Tandanya tidak berbalik pada beban dan pengaruh tempat mana pun yang dicoba.",
    ),
    "mayor.undetermined": Wording(
        "Its sign is not determined: the simulation noise is at least as large as the change; run more "
        "replications.",
        "Tandanya belum pasti: derau simulasi sedikitnya sebesar perubahannya; jalankan lebih banyak "
        "ulangan.",
    ),
    "mayor.unknown_noise": Wording(
        "Its sign is not determined: the simulation noise is not known from one replication; run more "
        "replications.",
        "Tandanya belum pasti: derau simulasi tidak diketahui dari satu ulangan; jalankan lebih banyak "
        "ulangan.",
    ),
    "width.both": Wording(
        "between $low and $high, noise and assumptions together",
        "antara $low dan $high, derau dan asumsi bersama",
    ),
    "width.noise": Wording("between $low and $high, noise alone", "antara $low dan $high, derau saja"),
    "width.assumptions": Wording(
        "between $low and $high, assumptions alone; noise is not known from one replication",
        "antara $low dan $high, asumsi saja; derau tidak diketahui dari satu ulangan",
    ),
    "width.none": Wording(
        "noise is not known from one replication", "derau tidak diketahui dari satu ulangan"
    ),
    "mayor.posts": Wording(
        "It applies to $share of posts; not to counters and biometrics.",
        "Berlaku bagi $share jabatan; tidak bagi loket dan biometrik.",
    ),
    "mayor.posts_unknown": Wording(
        "To which share of posts it applies is not known (here $days of officer days were away from the "
        "office); it does not apply to counters and biometrics.",
        "Belum diketahui berapa persen jabatan yang tercakup (di sini $days hari kerja pegawai di luar "
        "kantor); tidak bagi loket dan biometrik.",
    ),
    "mayor.law": Wording("Legal status: $status.", "Status hukum: $status."),
}
"""Every word and sentence of a report."""

NOT_MODELLED: tuple[Wording, ...] = (
    Wording(
        "repeat contacts of citizens whose request is late", "kontak ulang warga yang permohonannya terlambat"
    ),
    Wording("citizens who change the channel", "warga yang berpindah kanal"),
    Wording("paid overtime", "lembur berbayar"),
    Wording("several requests filed at once", "beberapa permohonan sekaligus"),
    Wording("turnover of staff", "pergantian pegawai"),
    Wording(
        "managers (+10 % for one standard deviation, as large as place)",
        "atasan (+10 % untuk satu simpangan baku, sebesar pengaruh tempat)",
    ),
    Wording(
        "working time lost by coming late, which costs pay only",
        "waktu kerja yang hilang karena terlambat, yang hanya memotong TPP",
    ),
    Wording("any response of behaviour to pay", "perubahan perilaku karena TPP"),
)
"""What the simulation leaves out."""


def say(key: str, lang: Lang, **values: str) -> str:
    """Return a word or sentence in a language, with its values filled in.

    Raises:
        UnknownName: There is no such word.

    Examples:
        >>> say("mayor.law", "id", status="sesuai aturan yang berlaku")
        'Status hukum: sesuai aturan yang berlaku.'
    """
    if key not in WORDS:
        raise UnknownName("word of a report", key, WORDS)
    return Template(WORDS[key].said_in(lang)).substitute(values)


def name_of(thing: object, lang: Lang) -> str:
    """Return what a thing with `label` and perhaps `label_id` is called.

    Examples:
        >>> from asnwork.domain.reason import Wording
        >>> from types import SimpleNamespace
        >>> name_of(SimpleNamespace(label=Wording("office", "kantor")), "id")
        'kantor'
    """
    return next(_names(thing, lang))


def _names(thing: object, lang: Lang) -> Iterator[str]:
    called = getattr(thing, "label", "")
    if isinstance(called, Wording):
        yield called.said_in(lang)
    translated = getattr(thing, "label_id", "")
    if lang == "id" and translated:
        yield str(translated)
    yield str(called)
