#pragma once

#include "ui/models/mappingslotsmodel.h"

#include <QWidget>

class QAction;
class QLineEdit;

namespace hw::widgets {

class Theme;

/// The path of a value of the sample event, while it is dragged: UTF-8.
inline constexpr char pathMimeType[] = "application/x-headwater-path";

/// A field that holds a path as a chip, or a typed literal or expression. A click on the chip edits its path, the cross
/// or Delete removes it. What is typed is told when Enter is pressed or the field is left.
class MappingSlotEdit final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingSlotEdit)

public:
    explicit MappingSlotEdit(const Theme& theme, QWidget* parent = nullptr);

    void setSlot(const models::MappingSlot& slot);
    [[nodiscard]] const models::MappingSlot& slot() const { return m_slot; }
    void setActive(bool active);
    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] bool isChip() const;
    void setPlaceholder(const QString& text);
    /// To the part of it that takes keys.
    void focusSlot(Qt::FocusReason reason);
    [[nodiscard]] bool hasSlotFocus() const;
    [[nodiscard]] QLineEdit& edit() { return *m_edit; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QRect chipRect() const;
    [[nodiscard]] QRect crossRect() const;

Q_SIGNALS:
    /// It has the keyboard's focus now.
    void entered();
    void textCommitted(const QString& text);
    void removeWanted();
    /// The suggested path is wanted.
    void suggestionTaken(const QString& path);
    /// A value of the sample event was dropped here.
    void pathDropped(const QString& path);
    /// What stands in where the value is missing is to be changed.
    void fallbackWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showEdit();
    void showChip();
    void commit();
    void applyTheme();
    void showSuggestion();

    const Theme& m_theme;
    models::MappingSlot m_slot;
    QLineEdit* m_edit;
    QAction* m_take; ///< of the suggestion
    QString m_placeholder;
    bool m_active = false;
    bool m_editing = false;
    bool m_dropping = false; ///< a value is held over it
};

} // namespace hw::widgets
