#include "ui/widgets/bodypane.h"

#include "core/base/encoding.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"

#include <QBuffer>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QImageReader>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

/// A text field does not take bodies of many megabytes in one line: beyond this only the beginning is shown raw.
constexpr qsizetype rawLimit = 256 * 1024;
constexpr int modeSpacing = 16;
/// Larger pictures are shown smaller.
constexpr QSize largestPicture(1024, 768);

/// Null where the bytes are no picture, or one that would fill the memory.
QImage pictureOf(const QByteArray& bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    // A text that draws something is read as what it is.
    if (!reader.canRead() || reader.format().startsWith("svg"))
        return {};
    const QSize size = reader.size();
    if (size.isValid() && (size.width() > largestPicture.width() || size.height() > largestPicture.height()))
        reader.setScaledSize(size.scaled(largestPicture, Qt::KeepAspectRatio));
    return reader.read();
}

/// "Tree", "Raw", "Hex": a word that is underlined when chosen.
class ModeButton final : public QAbstractButton
{
public:
    ModeButton(const Theme& theme, const QString& text, QWidget* parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QFontMetrics(m_theme.font(TextRole::Secondary)).horizontalAdvance(text()), m_theme.height(Height::Row)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Token ink = isChecked() ? Token::Accent : underMouse() ? Token::Text : Token::Text2;
        paintLine(painter, m_theme, rect(), text(), TextRole::Secondary, ink);
        if (isChecked())
            painter.fillRect(QRect(0, height() - 2, width(), 2), m_theme.color(Token::Accent));
        if (hasFocus()) {
            painter.setPen(m_theme.color(Token::Accent));
            painter.drawRect(rect().adjusted(0, 3, -1, -4));
        }
    }

private:
    const Theme& m_theme;
};

/// The pane's header: sunken with a line below.
class PaneHeader final : public QWidget
{
public:
    PaneHeader(const Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme.height(Height::Row));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.color(Token::Sunken));
        painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Token::Line));
    }

private:
    const Theme& m_theme;
};

} // namespace

BodyPane::BodyPane(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_modes(new QButtonGroup(this))
    , m_path(new Label(theme, {}, TextRole::Mono, Token::Text2))
    , m_copy(new ToolButton(theme, Icon::Copy))
    , m_find(new QLineEdit)
    , m_stack(new QStackedWidget)
    , m_tree(new JsonTreeView(theme, m_model))
    , m_raw(new QPlainTextEdit)
    , m_hex(new HexView(theme))
    , m_note(new Label(theme, {}, TextRole::Body, Token::Text3))
    , m_picture(new QLabel)
{
    m_pool.setMaxThreadCount(1);
    m_picture->setObjectName(QStringLiteral("bodyPicture"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(1, 1);
    auto* header = new PaneHeader(theme, this);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(marginsFromStart(16, 0, 8, 1));
    row->setSpacing(modeSpacing);
    row->addWidget(new Label(theme, title, TextRole::Secondary, Token::Text2, header));
    m_modes->setExclusive(true);
    const auto addMode = [&](Mode mode, const QString& text, const QString& name) {
        auto* button = new ModeButton(theme, text, header);
        button->setObjectName(name);
        m_modes->addButton(button, static_cast<int>(mode));
        row->addWidget(button);
    };
    addMode(Mode::Tree, tr("Tree"), QStringLiteral("bodyTreeMode"));
    addMode(Mode::Raw, tr("Raw"), QStringLiteral("bodyRawMode"));
    addMode(Mode::Hex, tr("Hex"), QStringLiteral("bodyHexMode"));
    row->addStretch(1);
    m_path->setObjectName(QStringLiteral("bodyPath"));
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_path->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_path->setMinimumWidth(0);
    row->addWidget(m_path, 100);
    const auto small = [row](ToolButton* button, const QString& name, const QString& text) {
        button->setObjectName(name);
        button->setButtonSize(ButtonSize::Small);
        button->setAccessibleName(text);
        button->setToolTip(text);
        row->addWidget(button);
    };
    row->setSpacing(modeSpacing);
    small(m_copy, QStringLiteral("copyPath"), tr("Copy path"));
    auto* search = new ToolButton(theme, Icon::Search);
    small(search, QStringLiteral("findInBody"), tr("Find in the body, Ctrl+F"));

    m_find->setObjectName(QStringLiteral("bodyFind"));
    m_find->setAccessibleName(tr("Find in the body"));
    m_find->setPlaceholderText(tr("Find a key or a value, Enter for the next"));
    m_find->setClearButtonEnabled(true);
    m_find->hide();
    auto* findRow = new QHBoxLayout;
    findRow->setContentsMargins(8, 4, 8, 0);
    findRow->addWidget(m_find);

    m_tree->setObjectName(QStringLiteral("bodyTree"));
    m_raw->setObjectName(QStringLiteral("bodyRaw"));
    m_raw->setLayoutDirection(Qt::LeftToRight);
    m_raw->setAccessibleName(tr("Body as it came"));
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_raw->setWordWrapMode(QTextOption::WrapAnywhere);
    m_raw->setStyleSheet(
        QStringLiteral("QPlainTextEdit, QPlainTextEdit:focus { border: none; border-radius: 0; padding: 4px 12px; }"));
    m_hex->setObjectName(QStringLiteral("bodyHex"));
    m_note->setObjectName(QStringLiteral("bodyNote"));
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_raw);
    m_stack->addWidget(m_hex);
    m_stack->addWidget(m_picture);
    m_stack->addWidget(m_note);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addLayout(findRow);
    column->addWidget(m_stack, 1);

    connect(m_modes, &QButtonGroup::idClicked, this, [this](int id) {
        m_chosen = static_cast<Mode>(id);
        setMode(m_chosen);
    });
    connect(m_tree, &JsonTreeView::currentPathChanged, this, &BodyPane::showPath);
    connect(m_copy, &ToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_tree->currentPath()); });
    connect(search, &ToolButton::clicked, this, &BodyPane::startFind);
    connect(m_find, &QLineEdit::returnPressed, this, &BodyPane::findNext);
    const auto applyTheme = [this, header] {
        m_raw->setFont(m_theme.font(TextRole::Mono));
        header->setFixedHeight(m_theme.height(Height::Row));
    };
    connect(&theme, &Theme::changed, this, applyTheme);
    applyTheme();
    setMode(Mode::Tree);
    showPath({});
}

void BodyPane::setBody(const QByteArray& bytes, std::shared_ptr<const json::Value> tree, const QString& note)
{
    m_hasTree = tree != nullptr;
    m_model.setRoot(std::move(tree));
    present(bytes, note);
}

void BodyPane::setLargeBody(const QByteArray& bytes, std::shared_ptr<json::Outline> outline)
{
    m_hasTree = outline != nullptr;
    m_model.setOutline(std::move(outline));
    present(bytes, {});
}

void BodyPane::present(const QByteArray& bytes, const QString& note)
{
    m_bytes = bytes;
    m_note->setText(note);
    m_tree->openFirstLevels();
    m_hex->setBytes(bytes);
    m_raw->clear();
    showPath({});
    m_hasPicture = false;
    ++m_generation;
    setMode(m_chosen);
    if (!m_hasTree && !bytes.isEmpty())
        startPicture();
}

void BodyPane::startPicture()
{
    m_pool.start([this, bytes = m_bytes, generation = m_generation] {
        const QImage picture = pictureOf(bytes);
        if (picture.isNull())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, picture, generation] {
                if (generation == m_generation)
                    showPicture(picture);
            },
            Qt::QueuedConnection);
    });
}

void BodyPane::showPicture(const QImage& picture)
{
    m_hasPicture = true;
    m_picture->setPixmap(QPixmap::fromImage(picture));
    m_picture->setAccessibleName(tr("A picture of %1 by %2 pixels").arg(picture.width()).arg(picture.height()));
    setMode(m_chosen);
}

void BodyPane::setMode(Mode mode)
{
    m_mode = mode;
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    switch (mode) {
    case Mode::Tree:
        m_stack->setCurrentWidget(m_hasTree      ? static_cast<QWidget*>(m_tree)
                                  : m_hasPicture ? static_cast<QWidget*>(m_picture)
                                                 : m_note);
        break;
    case Mode::Raw:
        showRaw();
        m_stack->setCurrentWidget(m_raw);
        break;
    case Mode::Hex: m_stack->setCurrentWidget(m_hex); break;
    }
    showPath(m_tree->currentPath());
}

void BodyPane::showRaw()
{
    const QByteArray shown = m_bytes.left(rawLimit);
    // A character cut in two at the limit would make all of it look like Latin-1.
    QString text = isUtf8(m_bytes.left(rawLimit)) || m_bytes.size() > rawLimit ? QString::fromUtf8(shown)
                                                                               : QString::fromLatin1(shown);
    if (m_bytes.size() > rawLimit)
        text += tr("\n\nThe first %1 of %2.").arg(models::sizeText(rawLimit), models::sizeText(m_bytes.size()));
    if (m_raw->toPlainText() != text)
        m_raw->setPlainText(text);
}

void BodyPane::showPath(const QString& path)
{
    const bool shown = m_mode == Mode::Tree && !path.isEmpty();
    m_path->setText(shown ? path : QString());
    m_path->setToolTip(shown ? path : QString());
    m_copy->setVisible(shown);
}

void BodyPane::startFind()
{
    m_find->show();
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void BodyPane::findNext()
{
    const QString text = m_find->text();
    bool found = false;
    switch (m_mode) {
    case Mode::Tree: found = m_hasTree && m_tree->find(text); break;
    case Mode::Raw:
        found = m_raw->find(text);
        if (!found) {
            m_raw->moveCursor(QTextCursor::Start);
            found = m_raw->find(text);
        }
        break;
    case Mode::Hex: found = m_hex->find(text.toUtf8()); break;
    }
    m_find->setProperty("invalid", !found && !text.isEmpty());
    m_find->style()->unpolish(m_find);
    m_find->style()->polish(m_find);
    m_find->setAccessibleDescription(found ? QString() : tr("Not found"));
}

bool BodyPane::event(QEvent* event)
{
    // Escape closes what is open here before it closes anything around.
    if (event->type() == QEvent::ShortcutOverride && m_find->isVisible() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void BodyPane::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find)) {
        startFind();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_find->isVisible()) {
        m_find->hide();
        m_stack->currentWidget()->setFocus();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace hw::widgets
