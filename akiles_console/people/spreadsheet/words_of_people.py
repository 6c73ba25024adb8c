"""More words above columns that say who somebody is: further languages, abbreviations, what single systems write.

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
            contractor id, ~file, associate number, member no, member number, member id
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
        it: cod dipendente, cod dip, codice dip, n matricola, num matricola, numero matricola, numero di matricola,
            id lavoratore, matr,
            codice lavoratore, cod matricola, id collaboratore
        nl: personeels nr, pers nr, persnr, personeelsno, medewerkernummer, medewerkersnummer, medewerkernr,
            nr medewerker, medewerkerscode, medewerkercode, medewerker nr, medewerker nummer, stamnummer,
            registratienummer, ~nummer, ~code
        pt: n funcionario, num funcionario, numero mec, n mec, num mec, numero do funcionario, n mecanografico,
            num mecanografico,
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
        sv: anstallningsnummer, anstallningsnr, anstnr, anst nr, medarbetarnummer, medarbejdernummer,
            medarbejdernr, ansattnummer,
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
            associate name, associate, preferred full name, formatted name, ~cn, ~common name, staff, participant,
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
}
