"""The words HR writes: above columns, in status cells. Data only; `headers` and `status` say what they mean.

A block has one language a paragraph, its words parted by commas, without accents; `~` marks a weak word, which
means the field only where no stronger one stands in the table.
"""

from __future__ import annotations

HEADERS = {
    "employee_id": """
        en: employee id, employee number, employee no, employee code, emp id, emp no, emp code,
            employee identifier, staff id, staff number, staff no, personnel number, personnel id, personnel no,
            payroll number, payroll id, worker id, badge number, associate id, colleague id, sis id, sourced id,
            ~file number, ~id number, ~person id, ~person number, ~external id, ~user id, ~member id, ~id, ~number,
            ~no, ~code,
            ~student number, ~teacher number
        es: id empleado, id de empleado, numero de empleado, numero empleado, n empleado, no empleado,
            codigo empleado, codigo de empleado, num empleado, legajo, matricula, ~codigo, ~numero, ~identificador
        ca: id empleat, numero empleat, numero d empleat, codi empleat, codi d empleat, ~codi
        de: personalnummer, personal nr, personalnr, pers nr, persnr, mitarbeiternummer, mitarbeiter nr,
            mitarbeiter id, mitarbeiterid, personal id, stammnummer, ~nummer, ~nr, ~kennung
        fr: matricule, numero employe, numero d employe, numero salarie, id employe, id salarie, code salarie,
            code employe, ~numero, ~identifiant
        it: matricola, codice dipendente, id dipendente, numero dipendente, ~codice
        nl: personeelsnummer, medewerkernummer, medewerker id, personeels id, werknemersnummer, werknemer id,
            personeelsnr
        pt: matricula, numero de funcionario, numero funcionario, id funcionario, codigo funcionario,
            codigo do funcionario, numero de colaborador, numero do colaborador, id colaborador,
            numero mecanografico
        pl: numer pracownika, id pracownika, nr pracownika
        ja: 社員番号, 従業員番号, 社員id, 社員コード, 職員番号
        ko: 사번, 사원번호, 직원번호
    """,
    "name": """
        en: full name, employee name, display name, name in full, complete name, worker name, staff name, employee,
            legal name, person name, ~name, ~worker, ~colleague, ~person
        es: nombre completo, nombre y apellidos, apellidos y nombre, apellido y nombre, nombre y apellido,
            nombre empleado, nombre del empleado, empleado, trabajador, ~colaborador, ~nombre
        ca: nom complet, nom i cognoms, cognoms i nom, empleat, treballador, ~nom
        de: vollstandiger name, vor und nachname, vor und zuname, name vorname, nachname vorname, vorname nachname,
            mitarbeiter, mitarbeitername, angestellter, ~name
        fr: nom complet, nom et prenom, nom prenom, prenom nom, prenom et nom, nom prenoms, employe, salarie,
            collaborateur, ~nom
        it: nome completo, nome e cognome, cognome e nome, nominativo, dipendente, ~nome
        nl: volledige naam, medewerker, werknemer, naam medewerker, ~naam
        pt: nome completo, nome e apelido, nome do funcionario, nome do colaborador, funcionario, colaborador,
            ~nome
        pl: imie i nazwisko, nazwisko i imie, pracownik
        ja: 氏名, 名前, 社員名, 従業員名, フルネーム
        ko: 이름, 성명, 직원명, 사원명
    """,
    "first_name": """
        en: first name, given name, forename, first, fname, given names, first names, christian name
        es: primer nombre, nombres, nombre de pila
        ca: nom de fonts, nom de pila
        de: vorname, vornamen, rufname
        fr: prenom, prenoms
        it: primo nome
        nl: voornaam, roepnaam, voornamen
        pt: primeiro nome, nome proprio
        pl: imie
        ja: 名, 名前 名
    """,
    "last_name": """
        en: last name, surname, family name, last, lname, sur name, second name
        es: apellidos, apellido, primer apellido, segundo apellido
        ca: cognoms, cognom, primer cognom, segon cognom
        de: nachname, familienname, zuname
        fr: nom de famille, nom usuel, nom d usage
        it: cognome, cognomi
        nl: achternaam, familienaam, tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels
        pt: apelido, sobrenome, ultimo nome, apelidos
        pl: nazwisko
        ja: 姓, 苗字, 名字
    """,
    "email": """
        en: email id, email, email address, e mail address, work email, work email address, business email,
            company email, corporate email, primary email, office email, mail, user principal name, email work,
            work e mail, employee email, login email, primary email address
        es: correo electronico, correo, email corporativo, correo corporativo, email empresa, correo empresa,
            email trabajo, correo electronico corporativo, direccion de correo, correo electronico de trabajo
        ca: correu electronic, correu, adreca electronica, correu corporatiu
        de: e mail adresse, emailadresse, mailadresse, geschaftliche e mail, e mail geschaftlich,
            dienstliche e mail, e mail dienstlich, e mail geschaft
        fr: courriel, adresse email, adresse mail, adresse e mail, email professionnel, e mail professionnel,
            adresse electronique, mail professionnel, courriel professionnel
        it: indirizzo email, posta elettronica, email aziendale, indirizzo e mail, e mail aziendale,
            indirizzo di posta
        nl: e mailadres, emailadres, werk e mail, e mail werk, zakelijke e mail, zakelijk e mailadres
        pt: endereco de email, endereco de e mail, correio eletronico, e mail corporativo, email profissional
        pl: adres e mail, adres email, sluzbowy e mail
        ja: メールアドレス, メール, 電子メール, 会社メール
        ko: 이메일, 이메일주소, 메일, 회사메일
    """,
    "group": """
        en: ~supervisory organization, ~organization unit, department, dept, department name, dept name, hr group,
            access group, access groups, group, groups, departments, tariff, org unit, organizational unit,
            organisational unit, ~team, ~teams, ~division, ~unit, ~business unit, ~section, ~org unit path,
            ~home department, ~plan, ~membership
        es: equipos, departamento, area, grupo, grupos, ~equipo, ~seccion, ~unidad
        ca: departament, grup, grups, ~equip, ~seccio
        de: abteilung, abteilungen, gruppe, gruppen, bereich, ~team, ~organisationseinheit, ~abteilungsname
        fr: service, departement, groupe, groupes, ~equipe, ~direction, ~pole
        it: reparto, dipartimento, gruppo, gruppi, ~ufficio, ~settore, ~squadra
        nl: afdeling, groep, groepen, ~team
        pt: departamento, grupo, grupos, setor, sector, ~equipa, ~equipe
        pl: dzial, grupa
        ja: 部署, 部門, 所属, グループ, 部署名
        ko: 부서, 부서명, 소속, 팀, 그룹
    """,
    "starts_at": """
        en: start date, hire date, date of hire, date hired, joining date, join date, date joined, date of joining,
            employment start date, entry date, contract start, contract start date, valid from, access from,
            starts, starts at, start, hired on, onboarding date, first day, commencement date, ~from,
            ~original hire date, ~since
        es: f alta, f inicio, fecha de inicio, fecha inicio, fecha de alta, fecha alta, fecha de contratacion,
            fecha de ingreso, fecha ingreso, fecha de incorporacion, fecha incorporacion, inicio, inicio contrato,
            ~desde, ~antiguedad
        ca: data d inici, data inici, data d alta, data alta, data d incorporacio, data incorporacio
        de: eintrittsdatum, eintritt, startdatum, einstellungsdatum, beginn, arbeitsbeginn, vertragsbeginn,
            gultig ab, eintritt am, ~von, ~ab
        fr: date d entree, date entree, date d embauche, date embauche, date de debut, date debut, debut,
            date d arrivee, debut de contrat, date debut contrat
        it: data di inizio, data inizio, data assunzione, data di assunzione, inizio, data ingresso,
            inizio rapporto
        nl: startdatum, datum in dienst, indiensttreding, in dienst, begindatum, in dienst per,
            datum indiensttreding
        pt: data de inicio, data inicio, data de admissao, data admissao, admissao, data de entrada, inicio
        pl: data zatrudnienia, data rozpoczecia
        ja: 入社日, 開始日, 入社年月日, 雇用開始日
        ko: 입사일, 입사일자, 시작일
    """,
    "ends_at": """
        en: end date, termination date, leaving date, date left, date of leaving, exit date, last day,
            last working day, employment end date, contract end, contract end date, valid until, valid to,
            access until, ends, ends at, end, departure date, separation date, leave date, expiry date,
            expiration date, ~to, ~until
        es: f baja, f fin, fecha de fin, fecha fin, fecha de baja, fecha baja, fecha de salida, fecha salida,
            fin contrato, fecha fin contrato, fin, fecha de cese, ~hasta
        ca: data de fi, data fi, data de baixa, data baixa, data de sortida, data final
        de: austrittsdatum, austritt, enddatum, vertragsende, ende, gultig bis, austritt am, befristet bis, ~bis
        fr: date de sortie, date sortie, date de fin, date fin, fin, date de depart, date depart, fin de contrat,
            date fin contrat
        it: data di fine, data fine, data cessazione, data di cessazione, fine, fine rapporto, data uscita
        nl: einddatum, datum uit dienst, uitdiensttreding, uit dienst, uit dienst per, datum uitdiensttreding
        pt: data de fim, data fim, data de demissao, data demissao, data de saida, data de cessacao, fim,
            data de desligamento
        pl: data zwolnienia, data zakonczenia
        ja: 退職日, 終了日, 退社日, 雇用終了日
        ko: 퇴사일, 퇴직일, 종료일
    """,
    "status": """
        en: lifecycle status, position status, block sign in, employment status, employee status, worker status,
            status, active, is active, user account control, leaver, is leaver, inactive, suspended, terminated,
            archived,
            account status, enabled, disabled, account enabled, ~state of employment
        es: estado, estado laboral, situacion, activo, estado empleado, situacion laboral
        ca: estat, situacio, actiu
        de: beschaftigungsstatus, mitarbeiterstatus, aktiv, anstellungsstatus, ~zustand
        fr: statut, statut employe, actif, situation
        it: stato, attivo, stato dipendente, stato rapporto
        nl: actief, dienstverbandstatus
        pt: situacao, ativo, situacao do funcionario
        pl: aktywny
        ja: 状態, 在籍状況, ステータス, 在籍区分, 雇用状態
        ko: 재직상태, 재직여부, 상태
    """,
    "pin": """
        en: pin, access pin, access pincode, access pin code, door pin, door code, entry pin, keypad code,
            access code, entry code, personal pin, pin door
        es: pin de acceso, codigo de acceso, codigo de puerta, codigo puerta
        ca: pin d acces, codi d acces
        de: zugangs pin, zugangscode, turcode, zutritts pin, pin code turoffner
        fr: code d acces, code porte, code pin
        it: codice di accesso, codice pin, codice porta
        nl: toegangscode, deurcode, toegangspin
        pt: codigo de acesso, codigo pin
        ja: 暗証番号, 入室コード
    """,
    "card": """
        en: card, cards, card id, card number, card no, access card, access card id, access card number, card uid,
            key card, keycard, keycard number, rfid, nfc, nfc card, badge uid, rfid card, badge, fob, fob number,
            key fob, nfc uid, rfid uid, ~badge id, ~uid
        es: tarjeta, numero de tarjeta, tarjeta de acceso, id tarjeta, numero tarjeta
        ca: targeta, numero de targeta
        de: karte, kartennummer, zutrittskarte, ausweisnummer zutritt, transponder, transpondernummer, chipnummer
        fr: carte d acces, numero de carte, numero carte, numero de badge, carte
        it: tessera, numero tessera, badge id
        nl: toegangspas, pasnummer, kaartnummer, tag nummer
        pt: cartao, numero do cartao, cartao de acesso
        ja: カード番号, カードid, 入館証番号
    """,
    "decoy": """
        en: manager, manager name, manager id, manager email, manager employee id, manager person id, supervisor,
            supervisor name, reports to, line manager, date of birth, birth date, birthdate, birthday, dob,
            date of death, age, job title, title, position, role, profession, occupation, salary, bonus, phone,
            phone number, mobile, mobile phone, work phone, home phone, fax, address, street, city, state, zip,
            zip code, postal code, post code, postcode, pin code, pincode, country, location, office, company,
            company name, company code, cost center, cost centre, username, user name, login, password, gender,
            sex, nationality, marital status, national id, ssn, social security number, passport, passport number,
            iban, bank account, account number, tax id, notes, comments, comment, description, performance rating,
            grade, user type, employee type, employment type, contract type, shift, ip address, middle name,
            preferred name, nickname, nick name, maiden name, initials, photo, picture, personal email,
            private email, home email, secondary email, recovery email, administrator, admin, system id,
            school sis id, state id, qualification, graduation year, created, created at, updated at, last login,
            probation end date, visa expiry date, contract number, row, seniority, emergency contact,
            emergency contact name, emergency phone, language, time zone, last sign in, next review date,
            salutation, prefix, suffix, hobbies, department head, department manager, has kids
        es: fecha de nacimiento, fecha nacimiento, responsable, jefe, jefe directo, puesto, cargo, telefono, movil,
            direccion, ciudad, provincia, codigo postal, cp, pais, empresa, centro, centro de trabajo, salario,
            sueldo, dni, nie, nif, sexo, genero, nacionalidad, estado civil, edad, usuario, contrasena,
            observaciones, notas, correo personal, email personal, correo electronico personal, centro de coste,
            tipo de contrato, jornada, numero seguridad social, categoria, sede, fecha fin periodo de prueba, iban
        ca: data de naixement, data naixement, responsable, carrec, telefon, mobil, adreca, ciutat, codi postal,
            pais, empresa, sou, sexe, contrasenya, correu personal, estat civil, observacions, centre de treball
        de: geburtsdatum, geburtstag, vorgesetzter, vorgesetzte, fuhrungskraft, position, stelle, funktion,
            stellenbezeichnung, berufsbezeichnung, telefon, telefonnummer, handy, mobil, adresse, strasse, ort,
            stadt, plz, postleitzahl, land, firma, standort, kostenstelle, gehalt, geschlecht, staatsangehorigkeit,
            familienstand, alter, benutzername, passwort, anrede, titel, bemerkung, bemerkungen, notizen,
            private e mail, e mail privat, steuer id, sozialversicherungsnummer, steuerklasse, geburtsname,
            geburtsort, abteilungsleiter, probezeitende, ende probezeit, wochenstunden, kostenstellennummer
        fr: date de naissance, date naissance, responsable, manager, superieur, poste, fonction, telephone,
            portable, adresse, ville, code postal, pays, societe, entreprise, site, salaire, sexe, genre,
            nationalite, situation familiale, age, identifiant de connexion, mot de passe, civilite, commentaire,
            email personnel, e mail personnel, numero de securite sociale, nom de naissance, nom de jeune fille,
            lieu de naissance, type de contrat, fin periode d essai, mail personnel
        it: data di nascita, data nascita, responsabile, mansione, qualifica, ruolo, telefono, cellulare,
            indirizzo, citta, cap, provincia, paese, azienda, sede, stipendio, sesso, nazionalita, stato civile,
            codice fiscale, note, email personale, luogo di nascita, password, utente
        nl: geboortedatum, leidinggevende, functie, telefoon, telefoonnummer, mobiel, adres, straat, woonplaats,
            postcode, plaats, land, bedrijf, locatie, kostenplaats, salaris, geslacht, nationaliteit,
            burgerlijke staat, leeftijd, gebruikersnaam, wachtwoord, opmerkingen, prive e mail, bsn, voorletters,
            initialen, meisjesnaam, aanhef, geboortenaam
        pt: data de nascimento, data nascimento, gestor, chefe, cargo, funcao, telefone, telemovel, celular,
            endereco, morada, cidade, cep, codigo postal, pais, empresa, salario, sexo, genero, nacionalidade,
            estado civil, idade, utilizador, senha, observacoes, email pessoal, e mail pessoal, cpf, rg, nif,
            categoria, local de trabalho
        pl: data urodzenia, przelozony, stanowisko, telefon, adres, miasto, kod pocztowy, pesel, wynagrodzenie,
            plec
        ja: 生年月日, 上司, 役職, 電話番号, 住所, 郵便番号, 性別, 年齢, フリガナ, ふりがな, カナ, 氏名カナ, 備考,
            個人メール, 国籍, 雇用形態, 勤務地
    """,
}
"""Field, or "decoy" for what is known to be something else, -> words by language."""

NOT_OURS = """
    manager supervisor boss jefe vorgesetzter vorgesetzte responsable emergency birth nacimiento geburt
    naissance nascita nascimento geboorte personal private privat privada spouse bank iban tax ssn kana phonetic
    preferred phone telephone mobile fax ip previous former old parent created updated modified login review
    probation visa passport password secret recovery secondary alternate head leader approver mentor buddy
    postal zip salary bonus role roles position cargo puesto funktion rolle ruolo funcao poste skill skills
"""
"""Words that turn whatever stands beside them into something else: "Manager email", "Emergency contact name"."""

CODES = """
    id ids code codigo codi cod key nr no num number numero nummer kennung codice
"""
"""Words beside a group's header that make it the key of another table: "Department ID"."""

AT_WORK = """
    aziendale business company corporate corporatiu corporativo dienstlich dienstliche empresa geschaftlich
    geschaftliche office professional professionnel professionnelle trabajo werk work zakelijk zakelijke
"""
"""Words beside an e-mail header that make it the address at work."""

EMPLOYED = """
    active, aktiv, activo, activa, actif, active employee, attivo, attiva, ativo, ativa, actief, actiu, aktywny,
    employed, current, current employee, working, in employment, in post, regular, permanent, full time, part time,
    probation, on probation, trial, enabled, alta, de alta, en alta, en activo, contratado, angestellt,
    beschaftigt, in anstellung, im dienst, in dienst, en poste, en service, salarie, in servizio, in forza,
    assunto, trabalhando, em exercicio, leaver marked, notice, in notice, on notice, notice period, pre hire,
    pending start, new hire, not started, pending, onboarding, hired, future hire, joining, starter, staged,
    invited, provisioned, 在籍, 在職, 在籍中, 在職中, 在职, 勤務中, 有効, inscrit, activa en empresa, trabajando,
    ocupado, vigente, indefinido, im arbeitsverhaltnis, aktives arbeitsverhaltnis, in beschaftigung, ungekundigt,
    werkzaam, dienstverband, actief in dienst, present, present effectif, en activite, en fonction, effectif, cdi,
    cdd, occupato, al lavoro, dipendente attivo, zatrudniony, zatrudniona, pracuje, aktywna, pracujacy, normal,
    empregado, empregada, contratada, efetivo, trabalhador ativo, ok, valid, live, started, working notice,
    onboarded, confirmed, accepted, offer accepted, offer signed, signed, member, admin, owner, guest,
    workspace owner, primary owner, single channel guest, multi channel guest, workspace admin, 재직, 재직중,
    permanent employee, contractor, on notice period, serving notice, under notice,
    future start, future starter, not yet started, anstalld, ansatt, ansat, aktiv ansatt, aktivni, aktif,
    calisiyor, работает, активен, действующий, pre boarding, preboarding, upcoming, planned, scheduled
"""
"""Status words of people who work here, or soon will."""

ON_LEAVE = """
    on leave, leave, paid leave, unpaid leave, leave of absence, maternity, maternity leave, parental leave,
    paternity leave, sick leave, medical leave, long term sick, sabbatical, furlough, furloughed, elternzeit,
    mutterschutz, beurlaubt, in elternzeit, langzeitkrank, baja medica, baja por enfermedad, excedencia, permiso,
    baja maternal, conge, conge maternite, conge parental, arret maladie, en conge, maternita, aspettativa,
    in congedo, verlof, met verlof, ziek, licenca, de licenca, ferias, vacaciones, on vacation, vacation, holiday,
    休職, 休職中, 育休, 産休, 育児休業, 産前産後休業, 休業中, 病休, baja temporal, incapacidad temporal,
    baja paternal, baja por maternidad, baja por paternidad, permiso no retribuido, suspension temporal,
    baixa medica, permis, excedencia voluntaria, baja it, krank, langzeiterkrankt, freigestellt, ruhend,
    ruhendes arbeitsverhaltnis, sabbatjahr, sonderurlaub, unbezahlter urlaub, mutterschaft, pausiert, suspendu,
    suspension de contrat, en arret, maladie, congé sans solde, conge sans solde, conge sabbatique, in maternita,
    in aspettativa, malattia, in malattia, sospeso temporaneamente, ouderschapsverlof, zwangerschapsverlof,
    ziekteverlof, onbetaald verlof, afastado, afastada, licenca medica, licenca maternidade, de baixa, urlop,
    na urlopie, urlop macierzynski, urlop wychowawczy, zwolnienie lekarskie, foraldraledig, tjanstledig, permisjon,
    barsel, orlov, loa, fmla, leave with pay, leave without pay, short term disability, long term disability,
    휴직, 휴직중, military leave, garden leave, gardening leave, on garden leave, absent, away, в отпуске, декрет
"""
"""Status words of people who are away and still employed."""

LEFT = """
    left, leaver, terminated, inactive, former, former employee, ex employee, resigned, retired, dismissed,
    departed, gone, deactivated, disabled, suspended, archived, deleted, ended, expired, deceased, separated, quit,
    fired, redundant, ausgeschieden, inaktiv, ausgetreten, ehemalig, verlassen, beendet, baja, de baja, inactivo,
    inactiva, cesado, finalizado, despedido, jubilado, baixa, inactiu, parti, inactif, sorti, sortie, termine,
    retraite, demissionnaire, inattivo, cessato, cessata, dimesso, licenziato, uit dienst, inactief, vertrokken,
    ex medewerker, desligado, demitido, inativo, inativa, saiu, nieaktywny, zwolniony, 退職, 退職済, 退社,
    deprovisioned, offboarded, not employed, leaver processed, 退職済み, 離職, 离职, 解雇, 無効, 除籍, separation,
    퇴직, 퇴사, not active, left company, no longer employed, contract ended, contract expired, end of contract,
    laid off, termination,
    term, past, historic, cancelled, canceled, blocked, locked, removed, closed, rehire eligible, obsolete,
    no longer active, baja definitiva, baja voluntaria, de baja definitiva, extinguido, finalizada,
    fin de contrato, cesada, jubilada, despedida, no activo, no activa, excluido, baixa definitiva, donat de baixa,
    no actiu, jubilat, gekundigt und ausgeschieden, pensioniert, im ruhestand, rente, verstorben, abgang,
    nicht aktiv, gesperrt, deaktiviert, geloscht, archiviert, nicht mehr beschaftigt, sorti des effectifs,
    absent definitif, licencie, licenciee, retraitee, fin de contrat cdd, depart, ancien, ancien salarie,
    desactive, demission, cessata attivita, pensionato, in pensione, disattivato, licenziata, non attivo,
    non attiva, scaduto, ex dipendente, ontslagen, niet actief, niet in dienst, gepensioneerd, gedeactiveerd,
    oud medewerker, desligada, demitida, aposentado, reformado, rescindido, encerrado, nao ativo, cessou, saida,
    zwolniona, nieaktywna, odszedl, odeszla, byly pracownik, zakonczony, rozwiazana, emerytura, slutat, sluttet,
    fratradt, inaktiv anstalld, neaktivni, ukoncen, pasif, ayrildi, уволен, уволена, неактивен, резигнация
"""
"""Status words of people who are gone."""

YES = "yes y true 1 x si ja oui sim s j v vrai wahr verdadero on"
NO = "no n false 0 nein non nao nee f faux falsch falso off"

SUSPENDED = """
    suspended, suspendido, suspendida, suspes, suspesa, sospeso, sospesa, suspenso, suspensa, suspendiert, geschorst,
    zawieszony, zawieszona, avstangd, suspendert, suspenderet, 停職, 停職中, 停职, отстранен, отстранена
"""
"""Status words of people who may not come in for now."""

NOT_CONFIRMED = """
    not confirmed, unconfirmed, not yet confirmed, to be confirmed, tbc, tentative, awaiting confirmation,
    pending confirmation, sin confirmar, no confirmado, no confirmada, por confirmar, pendiente de confirmar,
    pendiente de confirmacion, sense confirmar, nicht bestatigt, unbestatigt, non confirme, non confirmee, a confirmer,
    non confermato, non confermata, da confermare, niet bevestigd, nao confirmado, nao confirmada, a confirmar,
    niepotwierdzony, niepotwierdzona, 未確認, 未确认
"""
"""Status words of people of whom nobody knows yet whether they come."""
