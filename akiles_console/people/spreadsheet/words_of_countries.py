"""Words above columns in further languages, and the short forms of them all. The form is that of `vocabulary`."""

from __future__ import annotations

HEADERS = {
    "employee_id": """
        en: ~passenger id, ~customer id, ~client id, ~patient id, ~player id, ~participant id, ~guest id, emp, e code
        de: pers nr, p nr
        nl: werknemernummer, werknemersnr
        fi: henkilonumero, tyontekijanumero, henkilostonumero
        el: κωδικος εργαζομενου, αριθμος μητρωου, αμ, ~κωδικος
        uk: табельний номер, номер працівника
        eu: langile zenbakia, langile kodea, ~kodea
        he: מספר עובד, מס עובד
        ar: الرقم الوظيفي, رقم الموظف
        vi: ma nhan vien, ma nv, msnv
        id: nik, nomor induk karyawan, id karyawan, nip, no karyawan
    """,
    "name": """
        de: mitarb
        hu: nev, munkavallalo neve
        fi: nimi, koko nimi
        el: ονοματεπωνυμο
        uk: піб, прізвище та імя, працівник
        eu: izen abizenak, langilea
        he: שם מלא, שם העובד, ~שם
        ar: الاسم, الاسم الكامل, اسم الموظف
        vi: ho va ten, ho ten, ten nhan vien
        id: nama, nama karyawan, nama lengkap, nama pegawai
    """,
    "first_name": """
        de: vorn
        nl: voorn
        fi: etunimi, etunimet
        el: ονομα
        uk: імя
        eu: izena
        gl: nome propio
        he: שם פרטי
        ar: الاسم الاول
        vi: ten
    """,
    "last_name": """
        es: 1 apellido, 1er apellido, 1o apellido, 2 apellido, 2o apellido, 2do apellido
        de: nachn, familienn
        nl: achtern, tussenv
        fi: sukunimi
        ro: nume, nume de familie
        el: επωνυμο
        uk: прізвище
        eu: abizena, abizenak
        gl: apelido, apelidos
        he: שם משפחה
        ar: اسم العائلة, اللقب
        vi: ho
    """,
    "email": """
        fi: sahkoposti, sahkopostiosoite
        el: ηλεκτρονικη διευθυνση
        uk: електронна пошта, ел пошта
        eu: posta elektronikoa, helbide elektronikoa
        he: דואל, דואר אלקטרוני, אימייל
        ar: البريد الالكتروني, البريد الإلكتروني
        vi: thu dien tu
        id: surel, alamat email
    """,
    "group": """
        nl: afd
        sv: avd, afd
        fi: osasto, yksikko, ryhma
        el: τμημα, ομαδα
        uk: відділ, підрозділ, департамент
        eu: saila, taldea
        he: מחלקה, קבוצה
        ar: القسم, الادارة, الإدارة
        vi: phong ban, bo phan
        id: departemen, bagian, divisi, unit kerja
    """,
    "starts_at": """
        de: eintr, eintr datum, einst datum
        nl: datum i d, datum in d, d i d
        sv: anstalld fr o m, fr o m, anstalld from
        fi: aloituspaiva, tyosuhteen alku, alkupaiva
        it: data assunz, d assunzione, data ass ne
        el: ημερομηνια προσληψης, ημνια προσληψης
        uk: дата прийому, дата прийняття
        eu: hasiera data, hasiera
        gl: data de alta, data alta
        he: תאריך תחילת עבודה, תאריך התחלה
        ar: تاريخ التعيين, تاريخ البدء
        vi: ngay vao lam, ngay bat dau
        id: tanggal masuk, tanggal mulai, tgl masuk
    """,
    "ends_at": """
        de: austr, austr datum
        nl: datum u d, datum uit d, d u d
        sv: anstalld t o m, t o m, anstalld tom
        fi: paattymispaiva, tyosuhteen paattyminen, loppupaiva
        el: ημερομηνια αποχωρησης, ημερομηνια ληξης
        uk: дата звільнення
        eu: amaiera data, amaiera
        gl: data de baixa, data baixa
        he: תאריך סיום, תאריך סיום עבודה
        ar: تاريخ الانتهاء, تاريخ انتهاء الخدمة
        vi: ngay nghi viec, ngay ket thuc
        id: tanggal keluar, tanggal berakhir, tgl keluar
    """,
    "status": """
        fi: tila
        el: κατασταση
        he: סטטוס, פעיל
        ar: الحالة
        vi: trang thai
    """,
    "decoy": """
        nl: statuut
        fi: syntymaaika, esimies, puhelin
        el: ημερομηνια γεννησης, προισταμενος, τηλεφωνο
        uk: дата народження, посада, телефон, керівник
        he: תאריך לידה, מנהל, טלפון
        ar: تاريخ الميلاد, المدير, الهاتف
        vi: ngay sinh, chuc vu, dien thoai, quan ly
        id: tanggal lahir, atasan, jabatan, telepon, alamat
    """,
}
