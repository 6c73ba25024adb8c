"""Words of tables that are no lists of people. Data only; `roster` says what they mean."""

from __future__ import annotations

HEADERS = """
    price prices quantity qty stock sku product products order orders invoice transaction transactions amount balance
    request requests days commit author subject iban bic
    currency timestamp severity loglevel message log hostname payment discount shipping vendor supplier brand warehouse
    capacity latitude longitude temperature ticket sensor serial asset assets subtotal revenue profit cost barcode isbn
    solicitud antrag demande richiesta aanvraag dias tage jours giorni dagen
    precio precios cantidad producto productos pedido pedidos factura importe saldo existencias almacen proveedor
    preis preise menge bestand artikel artikelnummer bestellung bestellnummer rechnung rechnungsnummer betrag lieferant
    prix quantite produit produits commande facture montant solde fournisseur entrepot
    prezzo quantita prodotto prodotti ordine fattura importo fornitore magazzino
    prijs aantal voorraad bestelling factuur bedrag leverancier preco quantidade produto produtos fatura valor estoque
    fornecedor cena ilosc produkt zamowienie faktura kwota dostawca 価格 数量 商品 商品名 注文 注文番号 金額 在庫
"""
"""Words in the headers of orders, products, bookings and logs."""

WHEN = """
    date day time timestamp datetime hour hours checkin checkout clockin clockout timein timeout punch punchin punchout
    shift weekday fecha dia hora horaentrada horasalida datum tag uhrzeit kommen gehen jour heure giorno ora dag tijd
    data dzien godzina 日付 時刻 出勤 退勤 出勤時刻 退勤時刻
"""
"""Headers of a column with the day or the time of something that happens often."""

NAMES = """
    inc ltd llc plc gmbh ag corp corporation company office offices warehouse factory plant store shop branch
    headquarters department room building floor hall printer scanner server laptop oficina almacen tienda sucursal
    fabrica sala edificio abteilung filiale lager werk gebaude raum buro bureau entrepot magasin usine salle batiment
    ufficio magazzino negozio kantoor magazijn winkel escritorio armazem loja 株式会社 有限会社 会議室 倉庫
"""
"""Words that are in the names of companies, places and devices, and in nobody's."""
