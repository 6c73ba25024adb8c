"""More words above columns that say where and when somebody works, and how they get in; and decoys.

The form is that of `vocabulary`; a language may stand in both.
"""

from __future__ import annotations

HEADERS = {
    "group": """
        en: dept code name, department description, department full name, department team, team department,
            team name, teams, home department description, cost centre department, work group, workgroup,
            user group, user groups, role group, access level, access levels, access profile, access zone,
            door group, door groups, security group, ~member of, member groups, ~memberships, group name,
            department id name, department display name, department complete name, ~client team, ~hiring team, ~ward,
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
        en: date started, first contract date, started on, starting date, employed from, employment start,
            employment date,
            date employed, employment begin date, date of employment, active from, effective from, begin date,
            from date, date from, latest hire date, last hire date, hire dt, hired, doj, date of entry, entry,
            valid from date, access start, access start date, access starts, service start date, service date,
            position start date, job start date, contract from, contract begin, company start date,
            first working day, first day of work, membership start, arrival date, check in, onboard date,
            ~seniority date, ~continuous service date, ~effective date, ~joined, ~begin
        es: ~fecha de antiguedad, ~fecha antiguedad, fecha contratacion, fecha contrato, fecha inicio contrato, alta,
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
        zh: 入职日期, 入职时间, 开始日期, 到职日期, 到職日, 到職日期, 入職日期
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
        es: fecha de terminacion, fecha de finalizacion, fecha finalizacion, fecha terminacion, fecha cese,
            fecha extincion, fecha fin de contrato, baja,
            vencimiento contrato, fecha fin relacion laboral, fecha vencimiento, fecha de vencimiento contrato,
            valido hasta, acceso hasta, fec baja, fec fin, fecha hasta, ultimo dia, ultimo dia trabajado,
            fecha de egreso, fecha egreso, f cese, fecha termino, fecha de termino
        ca: fi contracte, data fi contracte, venciment contracte, baixa, f baixa, valid fins, ultim dia,
            data de sortida empresa
        de: austritts datum, datum austritt, ausgeschieden am, letzter arbeitstag, vertragsende datum,
            beschaftigungsende, dienstende, beendigung, ende datum, befristung, befristung bis, befristungsende,
            enddatum des vertrags, ende des vertrags, zutritt bis, zugang bis, beschaftigt bis, anstellungsende,
            arbeitsvertrag ende, austritt firma,
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
        zh: 离职日期, 结束日期, 合同到期日, 离职时间, 離職日, 離職日期
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
            access card code, hid card, mifare, mifare uid, keyfob, key fob number, badge uids,
            card uids, badge ids, badge numbers, card numbers
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
