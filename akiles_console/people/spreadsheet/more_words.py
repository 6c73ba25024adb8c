"""More words above columns: further languages, abbreviations, and what single systems write.

The form is that of `vocabulary`; a language may stand in both.
"""

from __future__ import annotations

HEADERS = {
    "employee_id": """
        en: empl id, empl no, emp number, emp num, empid, empno, employee num, ee id, ee number, eeid,
            clock number, clock no, clock id, roll no, roll number, hris id, hr id, workday id, employee reference,
            employee ref, staff ref, staff code, person code, worker number, worker no, colleague number,
            colleague no, team member id, payroll no, payroll ref, works number, work number id, pers no,
            person reference, record id, ~user guid, ~guid, ~uuid, ~key, ~ref, ~reference, ~identifier, ~object id,
            ~unique id, ~membership number, ~account id, employee global id, employee nr, crew id, volunteer id,
            contractor id, ~file, associate number
        es: codigo trabajador, cod trabajador, cod empleado, codigo de trabajador, codigo del empleado,
            id trabajador, numero de trabajador, num trabajador, numero trabajador, n trabajador, id de trabajador,
            numero de nomina, numero nomina, id de usuario, codigo interno, num matricula, numero matricula,
            numero de legajo, nro legajo, n legajo, nro empleado, nro de empleado, cve empleado, clave empleado,
            clave, ~cod, ~nro, ~num, ~id persona, numero de matricula, codigo de persona,
            identificador de empleado, id de persona
        ca: codi treballador, num empleat, numero de treballador, id treballador, numero treballador
        de: personal nummer, pnr, ma nr, ma nummer, mitarbeiternr, mitarbeiterkennung, arbeitnehmernummer, an nr,
            personalstammnummer, angestelltennummer, mitarbeitenden nr, mitarbeitendennummer, mitarbeitenden id,
            persid, personen id, personen nr, personennummer, ~id nummer, ~lfd personalnummer, mitarbeiter nummer
        fr: matricule salarie, matricule employe, n matricule, n salarie, n employe, num salarie, id collaborateur,
            numero collaborateur, matricule collaborateur, code collaborateur, matricule paie, n de matricule,
            numero de matricule, identifiant salarie, identifiant employe, id du salarie, ~code
        it: cod dipendente, n matricola, num matricola, numero matricola, numero di matricola, id lavoratore, matr,
            codice lavoratore, cod matricola, id collaboratore
        nl: personeels nr, pers nr, persnr, personeelsno, medewerkernummer, medewerkersnummer, medewerkernr,
            nr medewerker, medewerkerscode, medewerkercode, medewerker nr, medewerker nummer, stamnummer,
            registratienummer, ~nummer, ~code
        pt: n funcionario, num funcionario, numero do funcionario, n mecanografico, num mecanografico,
            cod funcionario, id do funcionario, id do colaborador, n colaborador, n de colaborador,
            codigo colaborador, numero de empregado, registro, registo, re, chapa, matricula do funcionario,
            ~codigo, ~numero
        pl: nr ewidencyjny, numer ewidencyjny, numer ewid, nr ewid, nr pracowniczy, numer pracowniczy,
            numer kadrowy, nr kadrowy, identyfikator pracownika, kod pracownika, nr osobowy, numer osobowy,
            numer sluzbowy, nr sluzbowy, nr akt, ~identyfikator, ~numer, ~kod
        ja: 社員no, 従業員id, 従業員コード, 職員コード, 職員id, 社員ナンバー, スタッフid, スタッフコード,
            スタッフ番号, 個人コード, ~番号, ~コード, ~id番号
        zh: 工号, 员工编号, 员工号, 員工編號, 人员编号, 编号
        ru: табельный номер, таб номер, таб n, табельный, номер сотрудника, id сотрудника
        sv: anstallningsnummer, anstnr, anst nr, medarbetarnummer, medarbejdernummer, medarbejdernr, ansattnummer,
            ansattnr, ansatt nr, ansat nr, lonnr, lonnummer, ansatte id
        cs: osobni cislo, os cislo, cislo zamestnance, id zamestnance, zamestnanecke cislo, torzsszam, dolgozo kod,
            marca
        tr: sicil no, sicil numarasi, personel no, calisan no, personel numarasi
    """,
    "name": """
        en: employee full name, employee names, staff member, team member, member name, user full name,
            colleague name, names, full legal name, legal full name, name last first, last name first name,
            last first, first last, name of employee, first name last name, first and last name,
            full name last first, surname and name, surname first name, surname name, name surname,
            name and surname, payroll name, worker full name, person full name, guest name, contact name,
            associate name, associate, preferred full name, formatted name, cn, common name, staff, participant,
            attendee, ~resource, ~contact, ~user, ~account name, ~member, ~crew
        es: nombre y apellidos del trabajador, nombre del trabajador, nombre trabajador, apellidos nombre,
            nombre apellidos, apellidos y nombres, nombres y apellidos, apellido nombre, nombre del colaborador,
            nombre colaborador, empleada, persona, nombre de la persona, nombre del usuario completo, titular
        ca: nom i cognom, cognoms nom, nom cognoms, nom del treballador, nom treballador, persona
        de: name des mitarbeiters, nachname und vorname, familienname vorname, vorname und nachname,
            vor und familienname, vorname name, vor nachname, voller name, anzeigename, mitarbeitende,
            mitarbeitender, mitarbeiter in, mitarbeiterin, beschaftigter, beschaftigte, arbeitnehmer, kollege,
            person, zuname vorname, nachname und vornamen
        fr: nom du salarie, nom salarie, nom et prenoms, nom du collaborateur, nom collaborateur,
            prenom et nom du salarie, nom affiche, nom d affichage, prenom nom du salarie, nom employe,
            nom de l employe, personne, agent
        it: nominativo dipendente, cognome nome, nome cognome, nome dipendente, lavoratore, collaboratore,
            nome visualizzato, nome lavoratore, risorsa, addetto
        nl: naam werknemer, roepnaam en achternaam, weergavenaam, naam voluit, achternaam voornaam,
            voornaam achternaam, naam en voornaam, voor en achternaam, collega, personeelslid, persoon
        pt: nome do trabalhador, nome funcionario, nome colaborador, trabalhador, nome e sobrenome, nome exibido,
            empregado, nome do empregado, nome social completo
        pl: nazwisko imie, imie nazwisko, imiona i nazwisko, nazwisko i imiona, nazwa wyswietlana,
            nazwa pracownika, osoba, ~nazwa
        ja: 氏名 漢字, 漢字氏名, お名前, 社員氏名, 従業員氏名, 職員氏名, 職員名, スタッフ名, 表示名, 姓名, 氏 名,
            ユーザー名 氏名
        zh: 姓名, 员工姓名, 員工姓名, 名字
        ru: фио, ф и о, сотрудник, имя и фамилия, фамилия имя отчество, фамилия и имя, работник
        sv: namn, navn, fullstandigt namn, fulde navn, fullt navn, anstalld, ansatt, medarbetare, medarbejder,
            hela namnet
        cs: jmeno a prijmeni, prijmeni a jmeno, cele jmeno, zamestnanec, dolgozo neve, teljes nev, nume si prenume,
            nume complet, ime i prezime, prezime i ime
        tr: ad soyad, adi soyadi, isim soyisim, personel adi, calisan adi
    """,
    "first_name": """
        en: employee first name, legal first name, first name legal, name first, given, firstnames, f name,
            fore name, first name s, given name s, forenames, legal name first name, legal given name,
            official first name
        es: nombre del empleado primero, nombre propio, nombre s
        ca: nom propi
        de: vor name, vornamen alle, mitarbeiter vorname
        fr: premier prenom, prenom usuel, prenom salarie, prenom du salarie, prenom s
        it: nome proprio, nome di battesimo
        nl: voor naam, eerste voornaam, voornaam voluit
        pt: primeiro nome proprio, prenome, nomes proprios
        pl: pierwsze imie, imiona
        ja: 名 漢字, 名前 漢字, お名前 名
        ru: имя
        sv: fornamn, fornavn, tilltalsnamn
        cs: jmeno, krestni jmeno, keresztnev, utonev, prenume, ime
        tr: ad, adi, isim
    """,
    "last_name": """
        en: employee last name, legal last name, last name legal, name last, family, lastname s, surname s,
            family name s, family names, surnames, last names, l name, legal name last name, legal surname,
            official last name
        es: primer apellido empleado, apellido paterno, apellido materno, apellido 1, apellido 2, apellido s,
            1er apellido, 2do apellido, 1 apellido, 2 apellido, segundo apellido
        ca: cognom 1, cognom 2, cognom s
        de: name nachname, nach name, mitarbeiter nachname, mitarbeiter name nachname, familien name
        fr: nom patronymique, nom du salarie de famille, nom d epouse, nom de famille usuel
        it: cognome dipendente
        nl: achter naam, geslachtsnaam
        pt: ultimo sobrenome, nome de familia
        pl: nazwiska
        ja: 姓 漢字, 氏, お名前 姓
        ru: фамилия
        sv: efternamn, etternavn, efternavn
        cs: prijmeni, vezeteknev, csaladnev, nume de familie, prezime
        tr: soyad, soyadi, soyisim
    """,
    "email": """
        en: company email address, corporate email address, business email address, business e mail,
            office email address, work mail, work contact work email, email primary work, primary work email,
            e mail id, mail id, mail address, upn, email 1, emails, contact email, employee email address,
            employee e mail, organization email, org email, official email, official email id, official mail id,
            official email address, internet address, smtp address, primary smtp address, proxy address,
            user email, account email, login e mail, electronic mail, staff email, google account,
            email address work, e mail 1 value, email corporate
        es: mail corporativo, correo e, e mail corporativo, correo electronico empresa, correo de empresa,
            email de empresa, email laboral, correo laboral, correo trabajo, mail empresa, e mail trabajo,
            direccion de correo electronico, direccion email, cuenta de correo, correo electronico profesional,
            email profesional
        ca: correu e, adreca de correu, correu de l empresa, email corporatiu, correu professional
        de: mail dienstlich, dienst e mail, dienstmail, firmen e mail, firmenmail, geschaftsmail,
            elektronische post, e mail arbeit, e mail firma, e mail adresse geschaftlich,
            e mail adresse dienstlich, berufliche e mail, e mail beruflich, unternehmens e mail, kontakt e mail
        fr: mel, adresse electronique professionnelle, e mail pro, email pro, mail pro,
            adresse mail professionnelle, adresse email professionnelle, adresse e mail professionnelle,
            courrier electronique, mail entreprise, adresse de messagerie, messagerie, couriel
        it: mail aziendale, indirizzo mail, indirizzo email aziendale, e mail di lavoro, email di lavoro,
            mail lavoro, email lavoro, posta aziendale, indirizzo di posta elettronica, recapito email
        nl: e mailadres werk, emailadres werk, email werk, mailadres, zakelijk emailadres, e mail zakelijk,
            werkmail, e mailadres zakelijk
        pt: email institucional, e mail institucional, correio electronico, e mail profissional, email da empresa,
            e mail da empresa, email corporativo, endereco de correio eletronico, email de trabalho,
            e mail de trabalho
        pl: e mail sluzbowy, email sluzbowy, mail sluzbowy, poczta elektroniczna, sluzbowy adres e mail,
            adres poczty
        ja: eメール, eメールアドレス, e メール, mailアドレス, 社用メールアドレス, 会社メールアドレス, 社内メール,
            業務用メール, 電子メールアドレス, 仕事用メール
        zh: 邮箱, 电子邮件, 电子邮箱, 電子郵件, 公司邮箱, 工作邮箱
        ru: электронная почта, почта, эл почта, рабочая почта, адрес электронной почты
        sv: e post, epost, e postadress, epostadresse, e mailadresse, jobbmail, arbeidsmail, e postadresse
        cs: emailova adresa, e mailova adresa, firemni e mail, pracovni e mail, e mail cim, adresa de e mail
        tr: e posta, eposta, e posta adresi, is e posta
    """,
    "group": """
        en: dept code name, department description, department full name, department team, team department,
            team name, teams, home department description, cost centre department, work group, workgroup,
            user group, user groups, role group, access level, access levels, access profile, access zone,
            door group, door groups, security group, member of, member groups, memberships, group name,
            group names, membership plan, ~business area, ~area, ~function group, ~department division,
            ~division name, ~branch, ~squad, ~tribe, ~organization, ~organisation, ~org, ~cost center name,
            ~crew name, ~directorate, ~practice
        es: departamentos, dpto, depto, nombre departamento, departamento area, area departamento, area de trabajo,
            grupo de acceso, grupos de acceso, perfil de acceso, ~seccion departamento, ~gerencia,
            ~direccion general, ~unidad organizativa, ~unidad de negocio, ~division, ~delegacion, ~plan, ~tarifa
        ca: departaments, dept, area, grup d acces, grups d acces, ~unitat, ~seccio departament
        de: abt, abteilung bereich, abteilungsbezeichnung, organisationseinheit name, org einheit, orgeinheit,
            fachbereich, zutrittsgruppe, zutrittsgruppen, benutzergruppe, benutzergruppen, berechtigungsgruppe,
            zutrittsprofil, ~teams, ~ressort, ~sparte, ~dezernat, ~geschaftsbereich, ~unternehmensbereich, ~tarif
        fr: services, groupes, groupe d acces, groupes d acces, nom du service, service affectation,
            departement service, profil d acces, ~unite, ~secteur, ~affectation, ~equipes, ~entite,
            ~unite organisationnelle, ~division
        it: reparti, dipartimenti, gruppo di accesso, gruppi di accesso, area, nome reparto, profilo di accesso,
            ~unita organizzativa, ~divisione, ~team, ~funzione aziendale, ~direzione
        nl: afdelingen, afdelingsnaam, naam afdeling, toegangsgroep, toegangsgroepen, organisatorische eenheid,
            ~teams, ~divisie, ~organisatie eenheid, ~sector, ~dienst
        pt: departamentos, depto, dpto, grupo de acesso, grupos de acesso, area, secao, seccao, ~unidade, ~divisao,
            ~gerencia, ~diretoria, ~lotacao, ~direcao
        pl: dzialy, grupy, jednostka organizacyjna, komorka organizacyjna, nazwa dzialu, wydzial, grupa dostepu,
            ~zespol, ~pion, ~sekcja, ~departament, ~biuro
        ja: 所属部署, 所属部門, 部課名, 部, 課, 所属名, 配属先, 配属部署, チーム, 部署1, 組織, 組織名, グループ名,
            事業部, 入室グループ
        zh: 部门, 部門名稱, 所属部门, 部门名称
        ru: отдел, подразделение, департамент, группа, группы
        sv: avdelning, avdeling, afdeling, grupper, ~enhet, ~enhed
        cs: oddeleni, skupina, utvar, odbor, stredisko nazev, osztaly, reszleg, csoport, departament, odjel,
            skupiny
        tr: departman, birim, bolum, grup
    """,
    "starts_at": """
        en: date started, started on, starting date, employed from, employment start, employment date,
            date employed, employment begin date, date of employment, active from, effective from, begin date,
            from date, date from, latest hire date, last hire date, hire dt, hired, doj, date of entry, entry,
            valid from date, access start, access start date, access starts, service start date, service date,
            position start date, job start date, contract from, contract begin, company start date,
            first working day, first day of work, membership start, arrival date, check in, onboard date,
            ~seniority date, ~continuous service date, ~effective date, ~joined, ~begin
        es: fecha de antiguedad, fecha antiguedad, fecha contratacion, fecha contrato, fecha inicio contrato, alta,
            fecha de inicio de contrato, fecha de alta en la empresa, inicio de contrato,
            fecha inicio relacion laboral, valido desde, acceso desde, fecha de entrada, fecha entrada, fec alta,
            fec inicio, fec ingreso, fecha desde, f ingreso
        ca: data d antiguitat, data antiguitat, inici, data inici contracte, inici contracte, data contractacio,
            f alta, valid des de
        de: eintritts datum, datum eintritt, einstellung, eingestellt am, beginn datum, dienstantritt,
            dienstbeginn, beschaftigungsbeginn, beschaftigt seit, vertragsbeginn datum, eintritt firma,
            eintritt in firma, tatigkeitsbeginn, anstellungsbeginn, arbeitsvertrag beginn, zutritt ab, zugang ab,
            angestellt seit, ~seit, ~erster arbeitstag
        fr: date anciennete, date d anciennete, entree, arrivee, date arrivee, embauche, date d entree societe,
            debut contrat, date debut de contrat, date de debut de contrat, date du contrat, date d effet,
            valable du, acces a partir du, date de prise de poste, ~depuis
        it: assunzione, data di assunzione dipendente, data ass, data inizio rapporto, data inizio contratto,
            inizio contratto, data di ingresso, data decorrenza, assunto il, valido dal, accesso dal, ~dal,
            ~decorrenza
        nl: datum indienst, indienst, aanvang dienstverband, begin dienstverband, startdatum contract,
            ingangsdatum, begindatum contract, start dienstverband, dienstverband vanaf, in dienst sinds,
            in dienst datum, geldig vanaf, ~vanaf
        pt: data da admissao, data de contratacao, data contratacao, dt admissao, dt inicio,
            data de inicio do contrato, inicio do contrato, data de ingresso, data ingresso, inicio contrato,
            data entrada, valido desde, ~desde
        pl: data przyjecia, zatrudniony od, zatrudnienie od, data rozpoczecia pracy, poczatek umowy,
            data rozpoczecia umowy, umowa od, data zatrudnienia od, wazny od, dostep od, ~od, ~od dnia
        ja: 入社, 採用日, 雇用開始, 契約開始日, 利用開始日, 有効開始日, 配属日, 入社日付, 採用年月日, 就業開始日
        zh: 入职日期, 入职时间, 开始日期, 到职日期
        ru: дата приема, дата приема на работу, дата начала, принят, дата найма
        sv: startdatum, startdato, anstallningsdatum, ansattelsesdato, ansettelsesdato, anstalld fran, ansat fra,
            ansatt fra, borjade, tiltradelsedato
        cs: datum nastupu, nastup, datum zahajeni, kezdes datuma, belepes datuma, data angajarii, datum zaposlenja,
            platny od
        tr: ise giris tarihi, baslangic tarihi, ise baslama tarihi
    """,
    "ends_at": """
        en: date ended, ended on, end of employment, employment end, employed until, employed to,
            employment end date, last date, active until, effective to, to date, date to, leaving, left on,
            date left company, term date, termination dt, terminated on, contract to, contract until,
            contract expiry, contract expiry date, contract expires, valid to date, access end, access end date,
            access ends, access expires, account expires, account expiration date, expires, expires on, expires at,
            expiry, expiration, final day, last day worked, last day of work, last day of employment,
            resignation date, date of exit, doe, dol, membership end, checkout, check out, relieving date,
            offboarding date, leave company date, position end date
        es: fecha de terminacion, fecha terminacion, fecha cese, fecha extincion, fecha fin de contrato, baja,
            vencimiento contrato, fecha fin relacion laboral, fecha vencimiento, fecha de vencimiento contrato,
            valido hasta, acceso hasta, fec baja, fec fin, fecha hasta, ultimo dia, ultimo dia trabajado,
            fecha de egreso, fecha egreso, f cese, fecha termino, fecha de termino
        ca: fi contracte, data fi contracte, venciment contracte, baixa, f baixa, valid fins, ultim dia,
            data de sortida empresa
        de: austritts datum, datum austritt, ausgeschieden am, letzter arbeitstag, vertragsende datum,
            beschaftigungsende, dienstende, beendigung, ende datum, befristung, befristung bis, befristungsende,
            zutritt bis, zugang bis, beschaftigt bis, anstellungsende, arbeitsvertrag ende, austritt firma,
            letzter tag, kundigung zum
        fr: sortie, depart, date de fin de contrat, date fin de contrat, date de sortie societe, fin contrat,
            date de cessation, echeance contrat, dernier jour, valable au, valable jusqu au, acces jusqu au,
            date echeance, fin de validite, ~jusqu au
        it: cessazione, data fine rapporto, data fine contratto, fine contratto, scadenza contratto, data scadenza,
            data scadenza contratto, data di scadenza, data di uscita, data cess, uscita, valido fino al,
            valido al, accesso al, cessato il, data dimissioni, ~al
        nl: datum uitdienst, uitdienst, einde dienstverband, einddatum contract, contract tot, einde contract,
            laatste werkdag, datum einde contract, geldig tot, geldig tot en met, dienstverband tot,
            uit dienst datum, ~tot
        pt: data da demissao, dt demissao, dt fim, data do desligamento, desligamento, demissao,
            data de desligamento do funcionario, fim do contrato, fim contrato, data fim contrato,
            data de fim do contrato, termo do contrato, data termo, data rescisao, data de rescisao, valido ate,
            acesso ate, ultimo dia, saida, ~ate
        pl: zatrudniony do, zatrudnienie do, data zakonczenia pracy, koniec umowy, data zakonczenia umowy,
            umowa do, data odejscia, data rozwiazania umowy, data rozwiazania, wazny do, dostep do, ~do, ~do dnia
        ja: 退職, 雇用終了, 契約終了日, 契約満了日, 利用終了日, 有効終了日, 退職年月日, 有効期限, 退職予定日,
            最終出社日, 退職日付
        zh: 离职日期, 结束日期, 合同到期日, 离职时间
        ru: дата увольнения, дата окончания, уволен, окончание договора
        sv: slutdatum, sluttdato, slutdato, anstalld till, ansat til, ansatt til, slutade, fratradelsesdato,
            fratrede
        cs: datum ukonceni, konec, datum vystupu, kilepes datuma, data incetarii, datum prestanka, platny do
        tr: isten cikis tarihi, bitis tarihi, ayrilis tarihi
    """,
    "status": """
        en: empl status, emp status, employee state, employment state, worker status code, hr status, user status,
            member status, person status, staff status, is terminated, is current, currently employed,
            current employee, is enabled, is disabled, is suspended, is archived, still employed, status code,
            status description, record status, working status, deleted, is deleted, account disabled,
            enabled in ad, left company, work status, active status, active inactive, status active, active y n,
            employee active, member since status, job status, assignment status, login enabled
        es: estatus, estado del empleado, estado trabajador, estado contrato, estado del contrato, esta activo,
            en activo, de alta, situacion empleado, situacion del trabajador, activo inactivo, estado actual,
            alta baja, activo si no
        ca: estat laboral, estat empleat, situacio laboral, en actiu
        de: mitarbeiter status, ma status, status mitarbeiter, personalstatus, ist aktiv, aktiv inaktiv,
            beschaftigt, kennzeichen aktiv, austrittskennzeichen, ausgeschieden, gesperrt, aktiv ja nein,
            beschaftigungs status, arbeitsverhaltnis status
        fr: statut salarie, statut du salarie, etat, etat du salarie, est actif, en activite, present,
            presence effectif, parti, situation contrat, actif inactif, statut collaborateur
        it: stato lavoratore, stato contratto, stato del dipendente, e attivo, in forza, stato occupazionale
        nl: status medewerker, medewerker status, status dienstverband, is actief, in dienst ja nein, werkstatus,
            uit dienst status
        pt: estado do funcionario, estado funcionario, estado colaborador, situacao do colaborador, esta ativo,
            ativo inativo, situacao funcional, situacao atual
        pl: status zatrudnienia, status pracownika, czy aktywny, stan zatrudnienia, stan
        ja: 在職状況, 在職区分, 就業状況, 在籍状態, 社員区分 在籍, 有効, アカウント状態, 在職状態, 就業状態
        zh: 状态, 在职状态, 员工状态
        ru: статус, состояние, статус сотрудника, активен
        sv: aktiv status, anstallningsstatus, ansettelsesstatus, ansaettelsesstatus
        cs: stav, aktivni, allapot, stare, aktivan
        tr: durum, calisma durumu, aktif
    """,
    "pin": """
        en: keypad pin, pin number access, door access code, door entry code, user pin, pin code door,
            access keypad code, pin door code, door keypad pin, access pin number, alarm pin, unlock pin, lock pin,
            lock code, akiles pin, office pin
        es: pin acceso, pin puerta, clave de acceso puerta, codigo de entrada, pin de entrada, codigo pin,
            codigo acceso
        ca: codi pin, codi de la porta, pin porta, codi d entrada
        de: tur pin, pin tur, zutrittscode, zugangspin, turoffner code, pin zutritt, zutrittspin, turpin,
            pincode tur, zahlencode
        fr: pin acces, code acces, code de la porte, code d entree, code clavier, digicode
        it: pin accesso, codice accesso, codice ingresso, pin porta, pin di accesso, codice tastierino
        nl: pincode toegang, pincode deur, deurpin, toegangs pincode, pin toegang
        pt: pin acesso, pin de acesso, codigo da porta, codigo de entrada
        pl: pin dostepu, kod dostepu, kod do drzwi, kod wejscia, pin do drzwi
        ja: pinコード, ドアpin, 入退室暗証番号, 入退室pin, アクセスコード, 解錠番号
        sv: dorrkod, dorkode, adgangskode dor, tillgangskod, inngangskode
    """,
    "card": """
        en: access badge, badge card, badge card number, rfid tag, rfid number, rfid code, tag id, key tag, nfc id,
            nfc tag, nfc card id, card code, card uid hex, card serial, card serial number, access token card,
            proximity card, prox card, credential number, card hex, access card uid, smart card, smartcard id,
            access card code, hid card, mifare, mifare uid, keyfob, key fob number
        es: tarjetas, n tarjeta, tarjeta acceso, codigo tarjeta, uid tarjeta, tarjeta rfid, llavero,
            numero de tarjeta de acceso
        ca: targetes, targeta d acces, codi targeta
        de: karten, karten nr, kartennr, kartenid, karten id, zutrittskartennummer, transponder nr, transpondernr,
            ~chip, chip nr, chipkarte, schlusselkarte, schlusselanhanger, rfid karte, ~ausweis, ausweiskarte,
            zugangskarte
        fr: badge acces, badge d acces, n badge, numero badge, n de badge, code badge, carte acces, id badge,
            uid badge, badges
        it: badge, numero badge, n badge, tessera accesso, tesserino, numero tesserino, codice badge,
            codice tessera, scheda accesso
        nl: ~pas, pas nummer, toegangskaart, druppel, druppelnummer, ~tag, tagnummer, badgenummer, badge nummer,
            kaart, sleutelhanger
        pt: cartoes, n cartao, cartao acesso, codigo do cartao, cracha, numero do cracha, tag de acesso
        pl: karta, numer karty, nr karty, karta dostepu, identyfikator karty, brelok
        ja: カード, icカード, icカード番号, 入館カード, 入館カード番号, カードuid, 社員証番号, 社員証id
        sv: passerkort, kort, kortnummer, adgangskort, adgangskortnummer, nyckelbricka
    """,
    "decoy": """
        en: s no, sl no, sno, serial no, sr no, seq, sequence, item, line, index, line no, row no, row number,
            counter, rank, known as, goes by, alias, pronouns, also known as, other names, previous surname,
            former name, maiden surname, birth name, job, job code, job family, job level, level, band, role title,
            designation, reporting manager, manager s name, manager s email, managers email, direct manager,
            reporting to, reports to name, reports to email, head of department, hod, team lead, team leader,
            team manager, mentor, buddy, hr business partner, recruiter, approver, work location, work site, site,
            building, floor, room, desk, extension, ext, cell, cell phone, telephone, mobile number, phone work,
            phone home, personal phone, home address, address 1, address 2, address line 1, region, hours,
            hours per week, weekly hours, fte, contracted hours, wage, hourly rate, pay rate, pay grade, pay,
            annual salary, currency, national insurance number, ni number, nin, nhs number, driving licence,
            license, work permit, visa status, ethnicity, religion, blood group, blood type, disability,
            next of kin, dependents, children, marital, spouse name, emergency contact number,
            emergency contact email, personal e mail, alternate email, other email, alternative email,
            private mail, home e mail, email 2 personal, supervisor email, supervisor id, contact person,
            account manager, sponsor, host, last login date, password hash, temporary password, initial password,
            secret, token, api key, security question, date modified, modified, date created, last updated,
            export date, report date, anniversary, work anniversary, birthday date, date of marriage, next review,
            last review date, probation end, end of probation, probation start date, visa end date, notice date,
            date notice given, termination reason, leaving reason, reason for leaving, vacation days,
            holiday allowance, tax code, sort code, account no, bank, bank name, bank code, swift, bic,
            routing number, pension, source, owner, origin, url, website, avatar, photo url, linkedin, twitter,
            skype, slack, shirt size, t shirt size, dietary requirements, laptop, equipment, license plate,
            car registration, parking, locker, key number, locker number, company id, tenant, legal entity,
            full time part time, worker type, employee group, employee class, contract, contract id, work schedule,
            work pattern, country code, location code, department code, department id, dept id, dept code,
            cost centre code, group id, manager department, team id, position id, position number, job id, ip,
            mac address, score, age group, generation, year of birth, place of birth, postal
        es: n orden, orden, num orden, fila, linea, alias, apodo, nombre preferido, supervisor, jefa,
            jefe inmediato, responsable directo, correo responsable, email responsable, email del responsable,
            manager, puesto de trabajo, categoria profesional, nivel, telefono movil, telefono fijo,
            telefono personal, domicilio, poblacion, localidad, comunidad, municipio, centro coste,
            centro coste nombre, n seguridad social, num seguridad social, nss, naf, nuss, dni nie, documento,
            documento identidad, documento de identidad, nif nie, dni nif, tipo documento, rfc, curp, cuil, cuit,
            pasaporte, cuenta bancaria, banco, salario bruto, salario anual, sueldo bruto, retribucion, horas,
            horas semanales, tipo contrato, contrato, convenio, grupo cotizacion, grupo profesional,
            grupo de cotizacion, grupo sanguineo, hijos, discapacidad, contacto de emergencia, telefono emergencia,
            motivo baja, motivo de baja, causa baja, fin periodo prueba, fecha fin prueba, periodo de prueba,
            lugar de nacimiento, pais de nacimiento, correo electronico privado, correo privado, email privado,
            correo alternativo, turno, horario, codigo departamento, cod departamento, vacaciones,
            fecha de revision, cumpleanos, matricula vehiculo, talla
        ca: ordre, num ordre, nif, dni, nie, supervisor, cap, lloc de treball, lloc, categoria, telefon mobil,
            poblacio, provincia, numero seguretat social, nass, compte bancari, banc, tipus contracte, contracte,
            jornada, hores, nacionalitat, pais de naixement, motiu baixa, correu privat, sexe genere
        de: lfd nr, lfd, laufende nummer, lfd nummer, pos, position nr, zeile, rufname bevorzugt, spitzname,
            kurzel, kurzzeichen, initialen, vorgesetzter name, vorgesetzter e mail, vorgesetzten e mail,
            fuhrungskraft e mail, manager, teamleiter, teamleitung, leitung, mentor, pate, stellenbezeichnung lang,
            beruf, tatigkeit, job titel, jobtitel, rolle, ebene, mobiltelefon, handynummer, mobilnummer,
            telefon privat, telefon dienstlich, festnetz, durchwahl, hausnummer, strasse hausnummer, wohnort,
            bundesland, anschrift, kostenstelle bezeichnung, kostentrager, entgeltgruppe, lohn, lohnart,
            stundenlohn, gehaltsgruppe, tarifgruppe, besoldungsgruppe, wochenarbeitszeit, arbeitszeit, stunden,
            sozialversicherungsnr, sv nummer, svnr, rentenversicherungsnummer, steueridentifikationsnummer,
            steuernummer, idnr, krankenkasse, konfession, religion, kirchensteuer, bankverbindung, kontonummer,
            blz, bank, kinder, anzahl kinder, schwerbehindert, schwerbehinderung, notfallkontakt, notfallnummer,
            nationalitat, geburtsland, mobil privat, mail privat, private mail, private e mail adresse,
            e mail adresse privat, vertragsart, beschaftigungsart, beschaftigungsgrad, arbeitsvertrag,
            personengruppe, beitragsgruppe, urlaub, urlaubstage, resturlaub, probezeit, probezeit bis,
            probezeit ende, kundigungsfrist, kundigungsgrund, austrittsgrund, namenszusatz, vorsatzwort,
            geburtsdatum mitarbeiter, dienstwagen, kennzeichen, gebaude, etage, raum, zimmer, arbeitsort,
            niederlassung, filiale, gesellschaft, mandant, mandantennummer, betriebsstatte, beraternummer, schicht,
            sprache, abteilungsnummer, abteilung nr, abteilungs nr, abteilungs id
        fr: n ordre, ordre, rang, ligne, nom d usage prefere, surnom, superieur hierarchique,
            responsable hierarchique, n 1, manager direct, email du manager, email manager, intitule du poste,
            intitule de poste, emploi, metier, qualification, categorie, categorie socio professionnelle, csp,
            echelon, coefficient, niveau, statut cadre, cadre, telephone portable, telephone fixe, tel, mobile,
            adresse postale, cp, commune, departement de naissance, pays de naissance, n securite sociale, nir,
            numero secu, rib, iban, banque, salaire brut, salaire annuel, remuneration, taux horaire, heures,
            temps de travail, horaire, nature du contrat, contrat, convention, motif de sortie, motif de depart,
            motif sortie, fin de periode d essai, date fin periode d essai, contact d urgence,
            personne a contacter, enfants, nombre d enfants, nationalite du salarie, titre de sejour,
            etablissement, siret, siren, agence, lieu de travail, centre de cout, code analytique, conges,
            solde conges, email perso, mail perso, e mail perso, adresse mail personnelle,
            adresse email personnelle, code service
        it: progressivo, prog, riga, n progressivo, soprannome, responsabile diretto, superiore,
            email responsabile, capo reparto, inquadramento, livello, profilo professionale, posizione, impiego,
            telefono cellulare, cell, indirizzo di residenza, residenza, comune, comune di nascita,
            provincia di nascita, nazione, cittadinanza, cf, cod fiscale, partita iva, iban, banca, retribuzione,
            ral, ore, ore settimanali, orario, tipo contratto, tipologia contratto, contratto, ccnl,
            motivo cessazione, periodo di prova, fine periodo di prova, figli, contatto emergenza,
            contatto di emergenza, filiale, societa, centro di costo, email privata, mail personale,
            e mail personale, indirizzo email personale, mail privata
        nl: volgnummer, volgnr, regel, voorletter, roepnaam voorkeur, bijnaam, manager, teamleider,
            naam leidinggevende, e mail leidinggevende, leidinggevende e mail, direct leidinggevende, functienaam,
            functietitel, schaal, functieschaal, mobiel nummer, mobiele telefoon, telefoon prive, huisnummer,
            gemeente, burgerservicenummer, iban rekeningnummer, rekeningnummer, uurloon, uren, uren per week,
            contracturen, contractsoort, contracttype, soort contract, dienstverband, soort dienstverband,
            reden uit dienst, einde proeftijd, proeftijd, noodcontact, contactpersoon, kinderen, partner,
            partnernaam, vestiging, locatie naam, kostenplaats naam, werkgever, e mail prive, e mailadres prive,
            prive e mailadres, privemail, titulatuur, afdelingscode, verlof, geboorteplaats
        pt: ordem, n ordem, linha, apelido preferido, nome preferido, nome social, alcunha, supervisor, superior,
            superior imediato, email do gestor, responsavel, lider, gerente, funcao atual, nivel, telefone celular,
            contacto, telemovel pessoal, codigo postal morada, bairro, estado, uf, municipio, localidade, distrito,
            numero de contribuinte, contribuinte, niss, seguranca social, pis, ctps, cartao de cidadao,
            bilhete de identidade, passaporte, nib, conta bancaria, banco, agencia, vencimento, remuneracao, horas,
            horas semanais, horario, turno, tipo de contrato, tipo contrato, contrato, vinculo, motivo de saida,
            motivo demissao, fim do periodo experimental, periodo experimental, filhos, contacto de emergencia,
            contato de emergencia, naturalidade, local de nascimento, centro de custo, centro de custos, filial,
            e mail particular, email particular, e mail alternativo, codigo do departamento
        pl: lp, l p, liczba porzadkowa, kierownik, bezposredni przelozony, manager, menedzer, e mail przelozonego,
            email przelozonego, zawod, funkcja, telefon komorkowy, tel, numer telefonu, ulica, miejscowosc,
            wojewodztwo, kraj, panstwo, nip, numer dowodu, dowod osobisty, numer konta, konto bankowe, bank,
            pensja, stawka, etat, wymiar etatu, godziny, rodzaj umowy, typ umowy, umowa, urlop, nazwisko rodowe,
            imie ojca, imie matki, imiona rodzicow, drugie imie, miejsce urodzenia, obywatelstwo, stan cywilny,
            dzieci, kontakt awaryjny, oddzial, lokalizacja, firma, mpk, e mail prywatny, prywatny e mail,
            email prywatny, adres zamieszkania, wyksztalcenie, uwagi, komentarz, data urodzenia pracownika,
            koniec okresu probnego
        ja: 項番, 連番, 行番号, 氏名 カナ, 氏名 フリガナ, 氏名 かな, カナ氏名, 姓 カナ, 名 カナ, 姓カナ, 名カナ,
            セイ, メイ, 姓 フリガナ, 名 フリガナ, 姓フリガナ, 名フリガナ, ふりがな 姓, ふりがな 名, 氏名 ローマ字,
            ローマ字, ローマ字氏名, 氏名ふりがな, 氏名フリガナ, 英字氏名, 上長, 上司名, 上長名, 上司メール, 役職名,
            職種, 職位, 等級, 携帯電話, 携帯番号, 電話, 内線, 内線番号, 現住所, 都道府県, 市区町村, 勤務先, 拠点,
            事業所, 勤務地名, 社員区分, 雇用区分, 給与, 基本給, 銀行, 口座番号, マイナンバー, 個人番号,
            健康保険番号, 年金番号, 緊急連絡先, 個人メールアドレス, 私用メール, 生年月, 誕生日, 配偶者, 扶養,
            試用期間終了日, メモ, コメント, 部署コード, 勤続年数
        zh: 性别, 出生日期, 职位, 岗位, 手机, 电话, 手机号, 身份证, 身份证号, 序号, 备注, 上级, 直属上级, 地址,
            年龄
        ru: дата рождения, должность, телефон, руководитель, пол, адрес, город, инн, снилс, паспорт, комментарий,
            n п п, п п, номер п п, отчество
        sv: personnummer, fodelsedatum, fodselsdato, chef, leder, stilling, befattning, telefon, mobil, adress,
            ort, poststed, kon, kjonn, kommentar, narmaste chef, cpr, cpr nummer
        cs: datum narozeni, rodne cislo, nadrizeny, pozice, telefon, mesto, psc, poznamka, pohlavi, poradove cislo,
            por c, szuletesi datum, data nasterii, titul, telefonszam, cnp, oib
        tr: dogum tarihi, yonetici, unvan, telefon, adres, tc kimlik no, cinsiyet, sira no, gorev
    """,
}
"""Field, or "decoy" for what is known to be something else, -> words by language."""
