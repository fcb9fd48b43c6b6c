#include "ui/models/language.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <functional>
#include <memory>

using namespace hw;
using namespace hw::widgets;

namespace {

constexpr QRect whole(10, 0, 120, 24);

QImage painted(Qt::LayoutDirection direction, const std::function<void(QPainter&)>& paint)
{
    QImage image(140, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setLayoutDirection(direction);
    paint(painter);
    return image;
}

/// The columns in which something other than the ground is painted.
QRect inkOf(const QImage& image, const QColor& ground)
{
    QRect ink;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != ground)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

/// Counts what it hears of the program's direction.
class Listener final : public QWidget
{
public:
    int heard = 0;

protected:
    bool event(QEvent* event) override
    {
        heard += event->type() == QEvent::ApplicationLayoutDirectionChange ? 1 : 0;
        return QWidget::event(event);
    }
};

} // namespace

class TestMirror : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void placesAreReckonedFromWhereReadingBegins();
    void leftToRightStays();
    void iconsAreMovedNotMirrored();
    void textsAreMovedNotMirrored();
    void chipsHaveTheirIconFirst();
    void codeIsPaintedAlike();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestMirror::initTestCase()
{
    m_theme = std::make_unique<Theme>();
}

void TestMirror::placesAreReckonedFromWhereReadingBegins()
{
    const QImage image = painted(Qt::RightToLeft, [](QPainter& painter) {
        paintFromStart(painter, whole);
        paintFromStart(painter, whole); // twice is once
        painter.fillRect(QRect(whole.x(), 0, 8, 24), Qt::black);
    });
    QCOMPARE(inkOf(image, Qt::white), QRect(whole.right() + 1 - 8, 0, 8, 24));
}

void TestMirror::leftToRightStays()
{
    const QImage image = painted(Qt::LeftToRight, [](QPainter& painter) {
        paintFromStart(painter, whole);
        painter.fillRect(QRect(whole.x(), 0, 8, 24), Qt::black);
    });
    QCOMPARE(inkOf(image, Qt::white), QRect(whole.x(), 0, 8, 24));
}

void TestMirror::iconsAreMovedNotMirrored()
{
    const QImage mirrored = painted(Qt::RightToLeft, [this](QPainter& painter) {
        paintFromStart(painter, whole);
        m_theme->paintIcon(painter, QRect(whole.x() + 4, 4, 16, 16), Icon::Check, Token::Text);
    });
    const QImage upright = painted(Qt::LeftToRight, [this](QPainter& painter) {
        m_theme->paintIcon(painter, QRect(whole.right() + 1 - 4 - 16, 4, 16, 16), Icon::Check, Token::Text);
    });
    QVERIFY(!inkOf(upright, Qt::white).isEmpty());
    QCOMPARE(mirrored, upright);
}

void TestMirror::textsAreMovedNotMirrored()
{
    const QString text = QStringLiteral("sign(key) {");
    const QRect place(0, 0, 100, 24);
    const QImage mirrored = painted(Qt::RightToLeft, [&](QPainter& painter) {
        paintFromStart(painter, whole);
        paintLine(painter, *m_theme, place.translated(whole.x(), 0), text, TextRole::Mono, Token::Text);
    });
    const QImage upright = painted(Qt::LeftToRight, [&](QPainter& painter) {
        paintLine(painter, *m_theme, place.translated(whole.right() + 1 - place.width(), 0), text, TextRole::Mono,
                  Token::Text, Qt::AlignRight | Qt::AlignVCenter);
    });
    QVERIFY(!inkOf(upright, Qt::white).isEmpty());
    QCOMPARE(mirrored, upright); // code: its signs stand where they stood
}

void TestMirror::chipsHaveTheirIconFirst()
{
    const Chip chip{Tone::Ok, Icon::Check, QStringLiteral("Verified")};
    const QSize size = chipSize(*m_theme, chip);
    const auto inkAt = [&](Qt::LayoutDirection direction) {
        const QImage image = painted(direction, [&](QPainter& painter) {
            paintFromStart(painter, whole);
            paintChip(painter, *m_theme, chip, whole, whole.x());
        });
        return image;
    };
    const QImage usual = inkAt(Qt::LeftToRight);
    const QImage mirrored = inkAt(Qt::RightToLeft);
    QCOMPARE(inkOf(usual, Qt::white).x(), whole.x());
    QCOMPARE(inkOf(mirrored, Qt::white).right(), whole.right());
    // The icon, its own way round, as far from the end as it was from the beginning.
    const int inset = 6;
    const int side = 12;
    QCOMPARE(mirrored.copy(whole.right() + 1 - inset - side, 0, side, 24), usual.copy(whole.x() + inset, 0, side, 24));
    QCOMPARE(size.width(), inkOf(usual, Qt::white).width());
}

void TestMirror::codeIsPaintedAlike()
{
    const auto codeIn = [this] {
        CodeEditor editor(*m_theme, CodeEditor::Margins::Editing);
        editor.setText(
            QStringLiteral("async function main(ctx) {\n  return { total: ctx.body.items[0].price * 2 };\n}\n"));
        editor.resize(600, 120);
        return editor.grab().toImage();
    };
    const QImage usual = codeIn();
    const models::Language language(models::pseudoLanguage());
    QTRY_VERIFY(QGuiApplication::isRightToLeft());
    Listener listener;
    const QImage mirrored = codeIn();
    QVERIFY(QGuiApplication::isRightToLeft()); // still
    QCOMPARE(listener.heard, 0);
    QCOMPARE(mirrored, usual);
}

QTEST_MAIN(TestMirror)
#include "tst_mirror.moc"
