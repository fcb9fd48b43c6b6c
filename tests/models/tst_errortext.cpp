#include "ui/models/errortext.h"

#include <QTest>

using namespace hw;
using namespace hw::models;

class TestErrorText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyVariableIsNamed()
    {
        qputenv("HEADWATER_SECRET_X", "");
        QCOMPARE(errorText({ErrorCode::SecretMissing, {QStringLiteral("X")}}, Audience::CommandLine),
                 QStringLiteral("The secret X is missing. The variable HEADWATER_SECRET_X is set, but empty. "
                                "Set it with: headwater-cli secret set X"));
        qunsetenv("HEADWATER_SECRET_X");
    }

    void texts_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("commandLine");
        QTest::addColumn<QString>("window");
        const auto row = [](const char* name, const Error& error, const char* commandLine, const char* window) {
            QTest::newRow(name) << error << QString::fromUtf8(commandLine) << QString::fromUtf8(window);
        };
        const auto s = [](const char* text) { return QString::fromLatin1(text); };
        row("port", {ErrorCode::PortInUse, {s("127.0.0.1"), s("4400"), s("4401")}},
            "Port 4400 on 127.0.0.1 is in use by another program. Use --port 4401.",
            "Port 4400 on 127.0.0.1 is in use by another program. Port 4401 is free.");
        row("port, none free", {ErrorCode::PortInUse, {s("127.0.0.1"), s("4400"), {}}},
            "Port 4400 on 127.0.0.1 is in use by another program.",
            "Port 4400 on 127.0.0.1 is in use by another program.");
        row("secret", {ErrorCode::SecretMissing, {s("X")}},
            "The secret X is missing. Set it with: headwater-cli secret set X",
            "The secret X is missing. Enter it in the source's settings.");
        row("workspace", {ErrorCode::NotAWorkspace, {s("/tmp/x")}},
            "/tmp/x is not a Headwater workspace. Make one with: headwater-cli init /tmp/x",
            "/tmp/x is not a Headwater workspace. Open another folder, or make a workspace there.");
        row("owner", {ErrorCode::WorkspaceOwned, {s("/w"), s("42")}},
            "The workspace /w is already in use by process 42. Stop it with: kill 42",
            "The workspace /w is already in use by process 42. It does the work; this window shows what it captures.");
        row("place", Error{ErrorCode::ParseError, {s("a comma is expected")}}.at(s("/w/source.json"), 3, 7),
            "/w/source.json:3:7: a comma is expected.",
            "/w/source.json:3:7: a comma is expected. The last good state is used until it is corrected.");
        row("unknown source", {ErrorCode::NotFound, {s("source"), s("x")}},
            "There is no source \"x\". See: headwater-cli source list", "There is no source \"x\".");
        row("places in arguments are text", {ErrorCode::IoError, {s("/tmp/%2"), s("%1")}},
            "/tmp/%2 cannot be used: %1. Check that it exists and that you may use it.",
            "/tmp/%2 cannot be used: %1. Check that it exists and that you may use it.");
        row("one full stop", {ErrorCode::ScriptSyntax, {s("Unexpected token.")}}, "Unexpected token.",
            "Unexpected token.");
        row("a file that is the argument stands once",
            Error{ErrorCode::Conflict, {s("/w/a.json")}}.at(s("/w/a.json"), 0, 0),
            "/w/a.json was changed by another program since it was read. Nothing was written: run the command again.",
            "/w/a.json was changed by another program since it was read. Nothing was written: choose which version to "
            "keep.");
    }

    void texts()
    {
        QFETCH(Error, error);
        QFETCH(QString, commandLine);
        QFETCH(QString, window);
        QCOMPARE(errorText(error, Audience::CommandLine), commandLine);
        QCOMPARE(errorText(error, Audience::Window), window);
    }

    void everyCodeHasAText()
    {
        int count = 0;
        for (int i = 0; i == 0 || codeName(ErrorCode(i)) != "internal"; ++i, ++count) {
            const Error error{ErrorCode(i), {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}};
            for (const Audience audience : {Audience::CommandLine, Audience::Window}) {
                const QString text = errorText(error, audience);
                QVERIFY2(text != QString::fromLatin1(codeName(ErrorCode(i))), qPrintable(text));
                QVERIFY2(!text.contains(u'\n') && !text.contains(u'%'), qPrintable(text));
            }
        }
        QVERIFY(count > 25);
    }
};

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
