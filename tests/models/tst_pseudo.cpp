#include "ui/models/language.h"
#include "ui/models/pseudotranslator.h"

#include <QTest>

using namespace hw;
using models::PseudoTranslator;

class TestPseudo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void plurals();
    void isNotOffered();
};

void TestPseudo::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("made");
    QTest::newRow("accents, and longer") << "Copy" << QStringLiteral("[Çöpý ~]");
    QTest::newRow("places stay") << "%1 of %n" << QStringLiteral("[%1 öf %n ~]");
    QTest::newRow("keys of menus stay") << "&Open" << QStringLiteral("[&Opéñ ~]");
    QTest::newRow("marks stay") << "<b>a</b>" << QStringLiteral("[<b>à</b>]");
    QTest::newRow("in words") << "abcdefghijklmnopqrst" << QStringLiteral("[àbçdéfghîjklmñöpqršt ~~~~~ ~~]");
    QTest::newRow("keys") << "Ctrl+Shift+E"
                          << "Ctrl+Shift+E";
    QTest::newRow("one key") << "/"
                             << "/";
    QTest::newRow("a named key") << "Del"
                                 << "Del";
    QTest::newRow("empty") << ""
                           << "";
}

void TestPseudo::texts()
{
    QFETCH(QString, text);
    QTEST(PseudoTranslator::pseudoText(text), "made");
}

void TestPseudo::plurals()
{
    const models::Language language(models::pseudoLanguage());
    const QChar mark(0x200F); // a text that reads from right to left
    QCOMPARE(QCoreApplication::translate("x", "%n event(s)", nullptr, 1), mark + QStringLiteral("[1 évéñt ~~]"));
    QCOMPARE(QCoreApplication::translate("x", "%n event(s)", nullptr, 2), mark + QStringLiteral("[2 évéñtš ~~]"));
    QCOMPARE(QCoreApplication::translate("QGuiApplication", "QT_LAYOUT_DIRECTION"), QStringLiteral("RTL"));
}

void TestPseudo::isNotOffered()
{
    QVERIFY(!models::languages().contains(models::pseudoLanguage()));
    qputenv("HEADWATER_PSEUDO", "1");
    QCOMPARE(models::languageFor(QStringLiteral("de"), {}), models::pseudoLanguage());
    qunsetenv("HEADWATER_PSEUDO");
    QCOMPARE(models::languageFor(QStringLiteral("de"), {}), QStringLiteral("de"));
}

QTEST_GUILESS_MAIN(TestPseudo)
#include "tst_pseudo.moc"
